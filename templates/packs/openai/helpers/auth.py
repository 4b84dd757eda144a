"""Workload identity: tokens of a platform, exchanged for access tokens of the API.

client = OpenAI(
    workload_identity={
        "identity_provider_id": "idp_123",
        "service_account_id": "sa_123",
        "provider": k8s_service_account_token_provider(),
    }
)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict

from ._runtime.value_kinds import is_object
from .lib.auth_errors import SubjectTokenProviderError
from .lib.workload_identity import TOKEN_URL, AccessTokens

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "SubjectTokenProvider",
    "SubjectTokenWorkloadIdentity",
    "WorkloadIdentity",
    "WorkloadIdentityAuth",
    "X509WorkloadIdentity",
    "azure_managed_identity_token_provider",
    "gcp_id_token_provider",
    "k8s_service_account_token_provider",
    "x509_workload_identity",
]

_SECRETS = "/var/run/secrets/kubernetes.io"
_K8S_TOKEN = f"{_SECRETS}/serviceaccount/token"
_AZURE = "http://169.254.169.254/metadata/identity/oauth2/token"
_METADATA = "http://metadata.google.internal/computeMetadata/v1/instance"
_GCP = f"{_METADATA}/service-accounts/default/identity"


class SubjectTokenProvider(TypedDict):
    """Where the platform's own token comes from; asked anew for each exchange."""

    token_type: Literal["jwt", "id"]
    get_token: Callable[[], str | Awaitable[str]]
    """May be a coroutine function on the async client, where others run in a thread."""


class WorkloadIdentity(TypedDict):
    """A workload that another platform vouches for, as a service account of the API."""

    identity_provider_id: str
    service_account_id: str
    provider: SubjectTokenProvider
    client_id: NotRequired[str]
    refresh_buffer_seconds: NotRequired[float]
    """Seconds before an access token ends when the next is asked for: 1200, half its life at most."""


SubjectTokenWorkloadIdentity: TypeAlias = WorkloadIdentity


class X509WorkloadIdentity(TypedDict):
    """A workload that proves itself by the client certificate of `http_client`."""

    type: Literal["x509"]
    identity_provider_id: str
    service_account_id: str
    refresh_buffer_seconds: NotRequired[float]


def x509_workload_identity(
    *,
    identity_provider_id: str,
    service_account_id: str,
    refresh_buffer_seconds: float | None = None,
) -> X509WorkloadIdentity:
    """An identity by certificate: `OpenAI(workload_identity=..., http_client=Client(cert=...))`."""
    identity: X509WorkloadIdentity = {
        "type": "x509",
        "identity_provider_id": identity_provider_id,
        "service_account_id": service_account_id,
    }
    if refresh_buffer_seconds is not None:
        identity["refresh_buffer_seconds"] = refresh_buffer_seconds
    return identity


def k8s_service_account_token_provider(
    token_file_path: str | Path = _K8S_TOKEN,
) -> SubjectTokenProvider:
    """The token that Kubernetes mounts for a service account."""

    def get_token() -> str:
        try:
            token = Path(token_file_path).read_text("utf-8").strip()
        except (OSError, UnicodeError) as error:
            raise SubjectTokenProviderError(
                f"Failed to read the token file at {token_file_path}: {error}"
            ) from error
        if not token:
            raise SubjectTokenProviderError(f"The token file at {token_file_path} is empty.")
        return token

    return {"token_type": "jwt", "get_token": get_token}


def azure_managed_identity_token_provider(  # noqa: PLR0913 - the official client's
    resource: str = "https://management.azure.com/",
    *,
    object_id: str | None = None,
    client_id: str | None = None,
    msi_res_id: str | None = None,
    api_version: str = "2018-02-01",
    timeout: float = 10.0,
    http_client: httpx2.Client | None = None,
) -> SubjectTokenProvider:
    """The token of an Azure managed identity, from the machine's metadata service."""
    identities = {"object_id": object_id, "client_id": client_id, "msi_res_id": msi_res_id}
    query = {"api-version": api_version, "resource": resource}
    query.update({name: value for name, value in identities.items() if value})

    def get_token() -> str:
        response = _metadata(
            "Azure IMDS", _AZURE, query, {"Metadata": "true"}, timeout, http_client
        )
        try:
            body: Any = response.json()
        except ValueError as error:
            raise SubjectTokenProviderError(
                "The response of Azure IMDS is not JSON", response=response
            ) from error
        told: dict[str, Any] = body if is_object(body) else {}
        return _present("Azure IMDS", told.get("access_token"), response)

    return {"token_type": "jwt", "get_token": get_token}


def gcp_id_token_provider(
    audience: str = "https://api.openai.com/v1",
    *,
    timeout: float = 10.0,
    http_client: httpx2.Client | None = None,
) -> SubjectTokenProvider:
    """The identity token of a Google Cloud machine, from its metadata server."""

    def get_token() -> str:
        header = {"Metadata-Flavor": "Google"}
        response = _metadata(
            "the GCP metadata server", _GCP, {"audience": audience}, header, timeout, http_client
        )
        return _present("the GCP metadata server", response.text, response)

    return {"token_type": "id", "get_token": get_token}


class WorkloadIdentityAuth(AccessTokens):
    """The access tokens of an identity, for programs that send their requests themselves."""

    def __init__(
        self,
        *,
        workload_identity: WorkloadIdentity,
        token_exchange_url: str = TOKEN_URL,
    ) -> None:
        super().__init__(workload_identity, token_exchange_url)

    def get_token(self) -> str:
        """An access token that is good now."""
        import httpx2

        with httpx2.Client() as client:
            return self.get(client.send)

    async def get_token_async(self) -> str:
        """An access token that is good now."""
        import httpx2

        async with httpx2.AsyncClient() as client:
            return await self.get_async(client.send)


def _metadata(
    server: str,
    url: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    timeout: float,
    http_client: httpx2.Client | None,
) -> httpx2.Response:
    import httpx2

    try:
        if http_client is not None:
            response = http_client.get(url, params=query, headers=headers, timeout=timeout)
        else:
            with httpx2.Client(trust_env=False) as client:  # link-local: no proxy leads there
                response = client.get(url, params=query, headers=headers, timeout=timeout)
    except httpx2.RequestError as error:
        raise SubjectTokenProviderError(f"Failed to fetch a token from {server}: {error}") from error
    if response.is_error:
        raise SubjectTokenProviderError(
            f"Failed to fetch a token from {server}: HTTP {response.status_code}", response=response
        )
    return response


def _present(server: str, token: object, response: httpx2.Response) -> str:
    if not isinstance(token, str) or not token.strip():
        raise SubjectTokenProviderError(f"The response of {server} has no token", response=response)
    return token.strip()
