DROP TABLE reservation_revisions;
