DROP TABLE reservation_renewals;
