# Price lists that were imported.

prices-title = Price lists
prices-status =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions
    }
prices-none = No price list was imported
prices-source = Source
prices-effective = Effective from
prices-rows = New or changed prices
prices-imported = Imported
prices-how = Import a price list
prices-how-what = On the server, give the import command a saved page of the Azure Retail Prices API or a CSV file. Prices of carts and orders that exist stay as they are.
prices-how-dry = With --dry-run it says what would change and writes nothing.
