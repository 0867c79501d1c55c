DROP TABLE expiry_news;
