help-partner-of-record-title = Partner of record
help-partner-of-record-lead = Who is named on a reservation, for good.

help-partner-of-record-what = The partner of record is the reseller who is named on the order. It is fixed when the reservation is bought.
help-partner-of-record-choose = Who is chosen
help-partner-of-record-choose-direct = A direct bill partner is the partner of record of its own customers.
help-partner-of-record-choose-provider = An indirect provider chooses the indirect reseller on the review page. The provider itself cannot be the partner of record.
help-partner-of-record-choose-portal = A purchase in the Azure portal has no such choice: the partner of record of the Azure subscription is inherited.
help-partner-of-record-change = Changing it
help-partner-of-record-change-how = It cannot be changed afterwards. The only way is to cancel the reservation and buy it again under the new partner.
