import base64
import hashlib
import hmac
import json
import time

from openai import InvalidWebhookSignatureError, OpenAI

secret = "whsec_" + base64.b64encode(b"a secret of ours").decode()
client = OpenAI(webhook_secret=secret)
body = json.dumps(
    {
        "id": "evt_1",
        "object": "event",
        "created_at": 1,
        "type": "response.completed",
        "data": {"id": "resp_1"},
    }
)
now = str(int(time.time()))
signed = hmac.new(b"a secret of ours", f"wh_1.{now}.{body}".encode(), hashlib.sha256).digest()
headers = {
    "webhook-id": "wh_1",
    "webhook-timestamp": now,
    "webhook-signature": "v1," + base64.b64encode(signed).decode(),
}
event = client.webhooks.unwrap(body, headers)
print(event.type, event.data.id)
print(client.webhooks.verify_signature(body, headers))
try:
    client.webhooks.unwrap(body.replace("resp_1", "resp_2"), headers)
except InvalidWebhookSignatureError:
    print("Invalid signature")
