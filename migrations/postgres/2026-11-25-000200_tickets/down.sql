DROP TABLE support_communications;
DROP TABLE support_tickets;
