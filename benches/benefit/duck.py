# The same in DuckDB: first each subscription's own reservations, then the shared ones of the region and size group.
# duck.py FILE MONTH.json [machines]; prints the sum, its milliseconds and the most memory in MiB. With `machines` it
# also sums the hours of each machine and day, which is a part of what ours always tells.
import duckdb, json, resource, sys, time

file, month = sys.argv[1], json.load(open(sys.argv[2]))
c = duckdb.connect()
c.execute("create table sizes (arm_sku_name varchar, size_group varchar, ratio bigint)")
c.execute("create table own (subscription_id varchar, region varchar, size_group varchar, cap bigint)")
c.execute("create table shared (region varchar, size_group varchar, cap bigint)")
for table, rows in month.items():
    marks = ", ".join("?" * len(rows[0]))
    for start in range(0, len(rows), 500):
        part = rows[start:start + 500]
        c.execute(f"insert into {table} values " + ", ".join([f"({marks})"] * len(part)), sum(part, []))
source = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}')"
# Only the question is measured, not the start of Python.
start = time.perf_counter()
found = c.execute(f"""
with demand as (
  select hour_start, subscription_id, region, size_group,
    sum(cast(round(running_hours * 1000) as bigint) * ratio) as units
  from {source} u join sizes using (arm_sku_name) where kind = 'regular' group by all),
pools as (
  select hour_start, region, size_group, sum(least(units, coalesce(own.cap, 0) * 1000)) as used, sum(units) as units
  from demand left join own using (subscription_id, region, size_group) group by all)
select sum(used + least(units - used, coalesce(shared.cap, 0) * 1000))
from pools left join shared using (region, size_group)
""").fetchone()[0]
if "machines" in sys.argv:
    c.execute(f"""create temp table machines as
select resource_id, date_trunc('day', hour_start) as day, sum(running_hours) as hours from {source} group by all""")
took = time.perf_counter() - start
text = f"{float(found) / 1000:.3f}".rstrip("0").rstrip(".")
print(text, round(took * 1000), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
