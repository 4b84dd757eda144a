from openai import BadRequestError, OpenAI

client = OpenAI()
job = client.fine_tuning.jobs.create(
    model="gpt-4o-mini",
    training_file="file-1",
    method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": "auto"}}},
    seed=None,
)
print(job.id, job.status)
print(client.fine_tuning.jobs.retrieve("ftjob-1").status)
for event in client.fine_tuning.jobs.list_events(fine_tuning_job_id="ftjob-1", limit=1):
    print(event.level, event.message, event.created_at)
print(client.fine_tuning.jobs.cancel("ftjob-1").status)
try:
    client.fine_tuning.jobs.create(model="status-400", training_file="file-1")
except BadRequestError as e:
    print(e.code, e.body, e.type, e.param, e.request.url.path, e.request_id)
