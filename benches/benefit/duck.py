# The same sums in DuckDB: first each subscription's own reservations, then the shared ones.
# duck.py FILE MACHINES; prints the sum, its milliseconds and the most memory in MiB.
import duckdb, resource, sys, time

file, machines = sys.argv[1], int(sys.argv[2])
ratios = {"Standard_DS1_v2": 1, "Standard_DS2_v2": 2, "Standard_DS3_v2": 4, "Standard_DS4_v2": 8, "Standard_DS5_v2": 16}
own, shared = {}, 0
for place in range((machines + 9) // 10):
    units = 4 * list(ratios.values())[place % 5]
    if place % 2 == 0:
        shared += units
    else:
        own[f"s{place * 10 // 20}"] = own.get(f"s{place * 10 // 20}", 0) + units
c = duckdb.connect()
c.execute("create table own (subscription_id varchar, cap bigint)")
values = ", ".join(f"('{name}', {cap})" for name, cap in own.items())
c.execute(f"insert into own values {values}")
c.execute("create table sizes (arm_sku_name varchar, ratio bigint)")
c.executemany("insert into sizes values (?, ?)", list(ratios.items()))
source = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}')"
# Only the question is measured, not the start of Python.
start = time.perf_counter()
found = c.execute(f"""
with demand as (
  select hour_start, u.subscription_id, sum(cast(running_hours * 1000 as bigint) * ratio) as units
  from {source} u join sizes using (arm_sku_name) where kind = 'regular' group by all),
own_used as (
  select hour_start, least(units, coalesce(cap, 0) * 1000) as used, units
  from demand left join own using (subscription_id)),
hours as (select hour_start, sum(used) as used, sum(units - used) as rest from own_used group by hour_start)
select sum(used + least(rest, {shared} * 1000)) from hours
""").fetchone()[0]
took = time.perf_counter() - start
text = f"{found / 1000:f}".rstrip("0").rstrip(".")
print(text, round(took * 1000), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
