help-software-title = Software subscriptions
help-software-lead = Windows Server and SQL Server beside reservations.

help-software-what = Beside reservations, the Cloud Solution Provider program has server subscriptions: Windows Server and SQL Server.
help-software-who = They are for customers of the segment Commercial. The partner gets them, provides them and manages them for the customer.
help-software-together = A server subscription with a reservation covers both halves of a Windows virtual machine: the licence and the compute hours.

help-software-buy = Buy it
help-software-buy-how = On the page of the customer, choose Add products and then Software. It goes into the same cart as reservations and is paid up front. A product without a price in the list cannot be bought.
help-software-files = Download it
help-software-files-how = The Software page of the customer lists what was bought. Select product asks for version, language and file type or operating system; Downloads and keys then gives a link to the file. Only an admin agent gets links and keys.
help-software-link = A link works for { NUMBER($days) } days or { NUMBER($downloads) } downloads, whichever comes first. After that, Downloads and keys enables it again, as often as needed. It opens a page that you can send to the customer.
help-software-keys = Product keys
help-software-keys-how = A key is given when the software is bought. If none is left the order is made all the same: the software waits, and admin agents are told when a key arrives. Keys are masked; showing one asks for the recipient and the reason, and the log keeps both.
help-software-cancel = Cancel it
help-software-cancel-how = An admin agent can cancel a whole line within { NUMBER($days) } days of the order. There is no fee and the whole price comes back, on the invoice of the next month. Later it cannot be cancelled.
help-software-cancel-then = Cancel opens a report with customer, order, reason and amount filled in. When the desk approves it, the quantity goes to 0 and keys and links are revoked at once, for you and for the customer.
