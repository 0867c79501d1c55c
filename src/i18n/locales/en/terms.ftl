terms-term = Term
terms-one-year = 1 year
terms-three-years = 3 years

terms-scope = Scope
terms-single = Single subscription
terms-about-single = The discount applies only to virtual machines in the selected subscription.
terms-shared = Shared
terms-about-shared = The discount applies to matching virtual machines in any subscription of the customer within the billing context.
terms-resource-group = Resource group
terms-management-group = Management group

terms-optimize-for = Optimize for
terms-flexibility = Instance size flexibility
terms-about-flexibility = The discount applies to every size of the same size group, in proportion to its size.
terms-capacity = Capacity priority
terms-about-capacity = The discount applies only to the selected size, and capacity in the region has priority.

terms-billing-plan = Billing plan
terms-upfront = Up front
terms-about-upfront = The whole price is billed once, when you buy.
terms-monthly = Monthly
terms-about-monthly = The price is billed in equal parts, one each month of the term.
terms-one-time = One-time
terms-recurring = Recurring

terms-segment = Segment
terms-commercial = Commercial
terms-education = Education
terms-government = Government
terms-non-profit = Nonprofit

terms-relationship = Relationship
terms-relationship-none = None
terms-relationship-reseller = Reseller
terms-relationship-advisor = Advisor
terms-relationship-syndication = Syndication
terms-relationship-microsoft-support = Microsoft support
terms-delegated-admin = Delegated admin privileges
