help-software-title = Software subscriptions
help-software-lead = Windows Server and SQL Server beside reservations.

help-software-what = Beside reservations, the Cloud Solution Provider program has server subscriptions: Windows Server and SQL Server.
help-software-who = They are for customers of the segment Commercial. The partner gets them, provides them and manages them for the customer.
help-software-together = A server subscription with a reservation covers both halves of a Windows virtual machine: the licence and the compute hours.
