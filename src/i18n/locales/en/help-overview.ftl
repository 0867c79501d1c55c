help-overview-title = What a reservation is
help-overview-lead = The benefits, what is included and what is not.

help-overview-what = A reservation is a promise to pay for virtual machines of one size in one region for 1 year or 3 years. In return each of their hours costs less than the pay-as-you-go rate. There is nothing to install and nothing to assign: the discount finds matching virtual machines by itself.
help-overview-benefits = What the customer gets
help-overview-fast = A fast start: a virtual machine runs within seconds, and the discount applies from the first full hour after the purchase.
help-overview-flexible = Flexibility: a reservation can be exchanged or returned at any time, for a refund that counts the days left.
help-overview-savings = Savings against pay-as-you-go on every hour that a matching virtual machine runs.
help-overview-budget = A budget that is known: the price is fixed for the whole term when you buy.
help-overview-capacity = Capacity in a region near the customer. Priority is given only to a reservation with the single scope that is optimized for capacity.
help-overview-together = It goes together with Windows Server and SQL Server licences that the customer owns.
help-overview-departments = Seen as a whole or by department
help-overview-departments-how = A shared reservation serves the whole organization. A reservation for a single subscription keeps the discount with the department that pays for that subscription.
help-overview-included = What is not in the price
help-overview-software = A reservation covers compute hours only. Windows Server, SQL Server, SUSE and other software are lines of their own on the order and the invoice. Storage and network are billed as before.
help-overview-families = This catalog sells reservations of virtual machines. Reservations of SQL Database are announced and not sold here yet.
