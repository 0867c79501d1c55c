"""What every run needs: the server's addresses, a client's credentials and a way to be trusted.

The driver (../run.mjs) sets BASE (http or https), ACCOUNTS (the demonstration's accounts file) and CA (the
certificate of the TLS port, over https only).
"""

import json
import os

from azure.core.credentials import AzureKeyCredential
from azure.core.pipeline.policies import AzureKeyCredentialPolicy
from azure.identity import ClientSecretCredential

BASE = os.environ["BASE"]
CA = os.environ.get("CA")
SCOPES = ["https://management.azure.com/.default"]


def accounts():
    """The programs of the demonstration: an admin agent, a sales agent and an agent of a second partner."""
    with open(os.environ["ACCOUNTS"], encoding="utf-8") as file:
        return json.load(file)["api_clients"]


def account(role, second=False):
    """One of them."""
    first = accounts()[0]["tenant_id"]
    found = [one for one in accounts() if role in one["roles"] and (one["tenant_id"] != first) == second]
    return found[0]


def token(one):
    """A token by hand, as plain HTTP needs it: the vendor's libraries ask for tokens over TLS only."""
    import requests

    form = {
        "grant_type": "client_credentials",
        "client_id": one["client_id"],
        "client_secret": one["client_secret"],
        "scope": SCOPES[0],
    }
    answer = requests.post(f"{BASE}/{one['tenant_id']}/oauth2/v2.0/token", data=form, verify=CA or True, timeout=30)
    answer.raise_for_status()
    return answer.json()["access_token"]


def options(one):
    """Arguments of every management client: the vendor's own way to sign in over TLS, a fixed token otherwise."""
    common = {"base_url": BASE, "retry_total": 0, "polling_interval": 1}
    if CA:
        credential = ClientSecretCredential(
            one["tenant_id"],
            one["client_id"],
            one["client_secret"],
            authority=BASE,
            disable_instance_discovery=True,
            connection_verify=CA,
        )
        return {**common, "credential": credential, "credential_scopes": SCOPES, "connection_verify": CA}
    policy = AzureKeyCredentialPolicy(AzureKeyCredential(token(one)), "Authorization", prefix="Bearer")
    return {**common, "credential": AzureKeyCredential("unused"), "authentication_policy": policy}


def refused(act, *codes):
    """Runs something that the server has to refuse, and gives back the code it was refused with."""
    from azure.core.exceptions import HttpResponseError

    try:
        act()
    except HttpResponseError as error:
        assert error.status_code in (400, 401, 403, 404, 409, 412), error
        assert error.error.code in codes, f"{error.error.code} is none of {codes}: {error.message}"
        return error.error.code
    raise AssertionError(f"was not refused with {codes}")
