"""What clients need to find in a fresh demonstration: roles, customers, subscriptions, products, usage, invoices.

The prices of eastus are the demonstration's own there: no published list of that region is shipped.
"""

import datetime
import sys

import requests

from common import BASE, CA, account, token


class Arm:
    """Plain calls of both interfaces."""

    def __init__(self, one):
        self.headers = {"Authorization": f"Bearer {token(one)}"}

    def get(self, path):
        answer = requests.get(f"{BASE}{path}", headers=self.headers, verify=CA or True, timeout=30)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def refused(self, path, body):
        answer = requests.post(f"{BASE}{path}", json=body, headers=self.headers, verify=CA or True, timeout=30)
        assert answer.status_code == 400, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()


def main():
    admin, sales = Arm(account("admin_agent")), Arm(account("sales_agent"))
    second = Arm(account("admin_agent", second=True))
    customers = admin.get("/v1/customers")["items"]
    assert len(customers) >= 2 and sales.get("/v1/customers")["totalCount"] >= 2
    mine = {each["id"] for each in customers}
    assert not mine & {each["id"] for each in second.get("/v1/customers")["items"]}

    buyers = []
    for customer in customers:
        at = f"/v1/customers/{customer['id']}"
        states = []
        for subscription in admin.get(f"{at}/subscriptions")["items"]:
            if subscription["status"] == "active":
                path = f"{at}/subscriptions/{subscription['id']}/registrationstatus"
                states.append(admin.get(path)["status"])
        products = admin.get(f"{at}/products?targetView=AzureReservationsVM")["items"]
        if products and len(states) >= 2 and "registered" in states and "notRegistered" in states:
            buyers.append(customer)
    assert buyers, "nobody has a registered and an unregistered subscription where reservations are sold"

    view = admin.get("/v1/products?country=US&targetView=AzureReservationsVM")["items"]
    software = admin.get("/v1/products?country=US&targetView=Software")["items"]
    assert view and software
    skus = admin.get(f"/v1/products/{view[0]['id']}/skus?country=US")["items"]
    assert {"1Year", "3Years"} <= {each["dynamicAttributes"]["duration"] for each in skus}, skus
    at = f"/v1/products/{view[0]['id']}/skus/{skus[0]['id']}/availabilities?country=US"
    assert admin.get(at)["items"][0]["defaultCurrency"]["code"] == "USD"

    enabled = admin.get("/subscriptions?api-version=2022-12-01")["value"]
    sizes = []
    for subscription in enabled:
        at = f"{subscription['id']}/providers/Microsoft.Capacity/catalogs?api-version=2022-11-01&location=eastus"
        sizes += [one for one in admin.get(at)["value"] if one["terms"] == ["P1Y", "P3Y"] and not one["restrictions"]]
        if sizes:
            break
    assert sizes, "no size is sold for one and for three years"

    # A market in which nothing is sold: nothing is listed, and both interfaces say why nothing can be bought.
    name = "미래 전자"
    closed = next(each["id"] for each in customers if each["companyProfile"]["companyName"] == name)
    at = f"/v1/customers/{closed}"
    assert admin.get(f"{at}/products?targetView=AzureReservationsVM")["totalCount"] == 0
    there = admin.get(f"{at}/subscriptions")["items"][0]["id"]
    sku = skus[0]
    at_home = admin.get(f"/v1/products/{view[0]['id']}/skus/{sku['id']}/availabilities?country=US")["items"][0]
    line = {
        "catalogItemId": at_home["catalogItemId"],
        "quantity": 1,
        "provisioningContext": {"subscriptionId": there, "scope": "shared"},
    }
    assert admin.refused(f"/v1/customers/{closed}/carts", {"lineItems": [line]})["code"] == 800070
    wanted = {
        "sku": {"name": sizes[0]["name"]},
        "location": "eastus",
        "properties": {"billingScopeId": f"/subscriptions/{there}", "term": "P1Y", "quantity": 1},
    }
    told = admin.refused("/providers/Microsoft.Capacity/calculatePrice?api-version=2022-11-01", wanted)
    assert told["error"]["code"] == "NotSupportedCountry", told

    today = datetime.datetime.now(datetime.timezone.utc).date()
    old = []
    orders = "/providers/Microsoft.Capacity/reservationOrders"
    for order in admin.get(f"{orders}?api-version=2022-11-01")["value"]:
        properties = order["properties"]
        age = (today - datetime.date.fromisoformat(properties["createdDateTime"][:10])).days
        if age > 60 and properties["originalQuantity"] >= 2:
            days = f"properties/usageDate ge {today - datetime.timedelta(days=20)} AND properties/usageDate le {today}"
            at = f"{orders}/{order['name']}/providers/Microsoft.Consumption/reservationSummaries"
            found = admin.get(f"{at}?api-version=2024-08-01&grain=daily&$filter={days}")["value"]
            dates = {each["properties"]["usageDate"][:10] for each in found}
            if (today - datetime.timedelta(days=1)).isoformat() in dates:
                old.append(order["name"])
    assert old, "no old order of two or more has usage up to yesterday"
    assert admin.get("/v1/invoices")["totalCount"] >= 2
    services = admin.get("/providers/Microsoft.Support/services?api-version=2024-04-01")["value"]
    assert "Billing" in [each["properties"]["displayName"] for each in services]
    print(f"{len(customers)} customers, {len(view)} products, {len(software)} of software, {len(old)} old orders")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    sys.exit(main())
