help-sizing-title = Choose the size
help-sizing-lead = Which size to reserve, and how the discount finds it.

help-sizing-goal = Reserve what really runs. The discount applies by itself to virtual machines that match the size, the region and the scope; it is never given to a virtual machine by hand.
help-sizing-find = Where to read the size
help-sizing-find-portal = In the Azure portal: open the customer from its row on Customers, then Virtual machines; a virtual machine shows its size and location.
help-sizing-find-powershell = With PowerShell: the list of virtual machines has location and size.
help-sizing-find-arm = With the Azure Resource Manager API: vmSize and location of each virtual machine.
help-sizing-find-usage = In the utilization records: ServiceType among the additional information of each record.
help-sizing-not-reconciliation = Do not read the size from the reconciliation file. It does not show the series of a virtual machine correctly.
help-sizing-never = What never matches
help-sizing-never-which = Classic virtual machines, promotional virtual machines and spot virtual machines. A premium storage size such as DS1 and its plain twin D1 are different sizes in different groups.
help-sizing-hour = How an hour is matched
help-sizing-hour-partial = Matching happens for each hour by itself. Virtual machines that run for part of an hour can fill one reserved hour together. What is left over at the end of the hour is lost and is not carried forward.
help-sizing-hour-stopped = A virtual machine that is stopped but still allocated uses up hours. A deallocated one frees them.
help-sizing-hour-group = With instance size flexibility one reservation serves every size of its group by ratio: one instance of ratio 2 covers two of ratio 1, or half of one of ratio 4. The page of a size in the catalog shows its group.
help-sizing-check = Checking afterwards
help-sizing-check-lag = Utilization can lag by up to { NUMBER($hours) } hours. At 100% everything that can be saved is saved; at 0% no virtual machine matches; in between some of the benefit is unused. Only the usage records say which virtual machine got the discount.
