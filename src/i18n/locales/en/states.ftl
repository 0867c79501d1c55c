states-customer-invited = Invited
states-customer-active = Active
states-customer-under-review = Under review
states-customer-rejected = Rejected
states-customer-removed = Removed

states-subscription-none = None
states-subscription-pending = Pending
states-subscription-active = Active
states-subscription-suspended = Suspended
states-subscription-deleted = Deleted

states-registration-not-registered = Not registered
states-registration-registering = Registering
states-registration-registered = Registered

states-cart-active = Active
states-cart-ordered = Ordered
states-cart-expired = Expired

states-order-unknown = Unknown
states-order-pending = Pending
states-order-completed = Completed
states-order-cancelled = Cancelled

states-line-pending = Being set up
states-line-fulfilled = Fulfilled
states-line-unfulfilled = Cancelled

states-reservation-creating = Creating
states-reservation-pending = Pending
states-reservation-processing = Processing
states-reservation-succeeded = Succeeded
states-reservation-expiring = Expiring
states-reservation-expired = Expired
states-reservation-cancelled = Cancelled
states-reservation-failed = Failed
states-reservation-billing-failed = Billing failed
states-reservation-warning = Warning
states-reservation-no-benefit = No benefit
states-reservation-split = Split
states-reservation-merged = Merged
states-reservation-exchanged = Exchanged

states-renewal-on = On
states-renewal-off = Off
states-renewal-renewed = Renewed
states-renewal-not-renewed = Not renewed
states-renewal-not-applicable = Not applicable

states-payment-scheduled = Scheduled
states-payment-succeeded = Succeeded
states-payment-failed = Failed
states-payment-cancelled = Cancelled

states-software-active = Active
states-software-cancel-pending = Cancellation pending
states-software-cancelled = Cancelled
states-software-expired = Expired

states-link-none = Not requested
states-link-enabled = Enabled
states-link-exhausted = No downloads left
states-link-expired = Expired
states-link-revoked = Revoked

states-request-draft = Draft
states-request-open = Open
states-request-attention-needed = Attention needed
states-request-closed = Closed

states-refund-requested = Requested
states-refund-quoted = Quoted
states-refund-approved = Approved
states-refund-processed = Processed
states-refund-rejected = Rejected

states-invoice-open = Open
states-invoice-issued = Issued
states-invoice-partially-paid = Partially paid
states-invoice-paid = Paid
states-invoice-overdue = Overdue
states-invoice-voided = Voided
