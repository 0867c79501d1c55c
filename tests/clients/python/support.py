"""The life of a support ticket with azure-mgmt-support."""

import sys
import uuid

from azure.mgmt.support import MicrosoftSupport

from common import account, options, refused
from reservations import subscriptions

CONTACT = {
    "first_name": "Ada",
    "last_name": "Kim",
    "preferred_contact_method": "email",
    "primary_email_address": "ada.kim@contoso.example",
    "preferred_time_zone": "Pacific Standard Time",
    "country": "usa",
    "preferred_support_language": "en-US",
}


def ticket(service, classification, **changes):
    from azure.mgmt.support.models import ContactProfile, SupportTicketDetails

    fields = {
        "title": "The discount does not show",
        "description": "<b>Not</b> applied to the machines.",
        "severity": "minimal",
        "service_id": service.id,
        "problem_classification_id": classification.id,
        "contact_details": ContactProfile(**CONTACT),
        "advanced_diagnostic_consent": "Yes",
    }
    return SupportTicketDetails(**{**fields, **changes})


def life(client, subscription):
    from azure.mgmt.support import models

    assert len(list(client.operations.list())) > 3
    services = list(client.services.list())
    billing = next(each for each in services if each.display_name == "Billing")
    assert client.services.get(billing.name).id == billing.id
    kinds = list(client.problem_classifications.list(billing.name))
    refunds = next(each for each in kinds if "refund" in each.display_name.lower())
    assert client.problem_classifications.get(billing.name, refunds.name).id == refunds.id

    name = f"Python-{uuid.uuid4()}"
    asked = models.CheckNameAvailabilityInput(name=name, type="Microsoft.Support/supportTickets")
    assert client.support_tickets.check_name_availability(asked).name_available is True
    made = client.support_tickets.begin_create(name, ticket(billing, refunds)).result()
    assert (made.name, made.status, made.severity) == (name, "Open", "minimal"), made
    assert made.support_ticket_id.isdigit() and made.service_level_agreement.sla_minutes > 0, made
    assert made.contact_details.country == "usa" and made.contact_details.preferred_time_zone.startswith("Pacific")
    assert made.advanced_diagnostic_consent == "Yes" and made.description.startswith("<b>"), made
    assert client.support_tickets.check_name_availability(asked).name_available is False
    refused(lambda: client.support_tickets.begin_create(name, ticket(billing, refunds)).result(), "ResourceAlreadyExists")
    refused(
        lambda: client.support_tickets.begin_create(f"{name}-x", ticket(billing, refunds, title=None)).result(),
        "InvalidRequestContent",
    )
    print("ticket made, once")

    changed = client.support_tickets.update(
        name,
        models.UpdateSupportTicket(
            severity="moderate", contact_details=models.UpdateContactProfile(last_name="Lee", phone_number="+1 425 555 0100")
        ),
    )
    assert changed.severity == "moderate" and changed.contact_details.last_name == "Lee", changed
    assert changed.contact_details.first_name == "Ada" and changed.advanced_diagnostic_consent == "Yes", changed

    body = "First line\n<script>alert(1)</script> "
    word = f"word-{uuid.uuid4()}"
    free = models.CheckNameAvailabilityInput(name=word, type="Microsoft.Support/communications")
    assert client.communications.check_name_availability(name, free).name_available is True
    said = client.communications.begin_create(
        name, word, models.CommunicationDetails(subject="More", body=body, sender="ada.kim@contoso.example")
    ).result()
    assert (said.body, said.communication_direction, said.communication_type) == (body, "inbound", "web"), said
    assert client.communications.get(name, word).subject == "More"
    assert [each.name for each in client.communications.list(name)] == [word]
    refused(
        lambda: client.communications.begin_create(name, word, models.CommunicationDetails(subject="x", body="y")).result(),
        "ResourceAlreadyExists",
    )
    print("changed, talked about")

    open_ones = [each.name for each in client.support_tickets.list(top=5, filter="status eq 'Open'")]
    assert name in open_ones
    closed = client.support_tickets.update(name, models.UpdateSupportTicket(status="closed"))
    assert closed.status == "Closed"
    assert name not in [each.name for each in client.support_tickets.list(filter="status eq 'Open'")]
    assert name in [each.name for each in client.support_tickets.list(filter="createdDate ge 2026-01-01T00:00:00Z and status eq 'Closed'")]
    assert client.support_tickets.update(name, models.UpdateSupportTicket(status="open")).status == "Open"
    refused(lambda: client.support_tickets.get("not-there"), "ResourceNotFound")
    print(f"closed, found by filters, opened again; {len(open_ones)} open")
    return name


def main():
    one = account("admin_agent")
    subscription = subscriptions(one)[0]
    name = life(MicrosoftSupport(subscription_id=subscription, **options(one)), subscription)
    foreign = MicrosoftSupport(subscription_id=subscription, **options(account("admin_agent", second=True)))
    refused(lambda: foreign.support_tickets.get(name), "ResourceNotFound")
    refused(lambda: list(foreign.support_tickets.list()), "ResourceNotFound")
    print("another partner sees nothing")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    sys.exit(main())
