DROP TABLE downloads;
DROP TABLE download_links;
DROP TABLE software_keys;
DROP TABLE product_keys;
DROP TABLE media;
