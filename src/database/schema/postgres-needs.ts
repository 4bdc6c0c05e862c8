/**
 * Rows of `id` and `needed`, both a class and an object id, spelled "2615 16385". Parts stand for what they are
 * part of: a default for its column's table, a view's rule for the view, a row's type for the table, the index under
 * a key for the key. A sequence does not need the column that owns it, which may need the sequence.
 */
export const NEEDS: string = String.raw`
with stands_for (class, part, for_class, whole) as (
  select 'pg_attrdef'::regclass::oid, oid, 'pg_class'::regclass::oid, adrelid from pg_attrdef
  union all select 'pg_rewrite'::regclass, oid, 'pg_class'::regclass, ev_class from pg_rewrite where rulename = '_RETURN'
  union all select 'pg_type'::regclass, t.oid, 'pg_class'::regclass, typrelid
    from pg_type t join pg_class c on c.oid = typrelid and relkind <> 'c'
  union all select 'pg_class'::regclass, oid, 'pg_type'::regclass, reltype from pg_class where relkind = 'c'
  union all select 'pg_type'::regclass, l.oid, 'pg_type'::regclass, e.oid from pg_type l join pg_type e on e.typarray = l.oid
    where e.typrelid = 0
  union all select 'pg_type'::regclass, l.oid, 'pg_class'::regclass, e.typrelid from pg_type l join pg_type e on e.typarray = l.oid
    where e.typrelid <> 0
  union all select 'pg_class'::regclass, conindid, 'pg_constraint'::regclass, oid from pg_constraint
    where contype in ('p', 'u', 'x') and conindid <> 0)
select distinct concat_ws(' ', coalesce(one.for_class, classid), coalesce(one.whole, objid)) as id,
    concat_ws(' ', coalesce(other.for_class, refclassid), coalesce(other.whole, refobjid)) as needed
  from pg_depend
    left join stands_for one on one.class = classid and one.part = objid
    left join stands_for other on other.class = refclassid and other.part = refobjid
  where deptype in ('n', 'a', 'i', 'P') and objid >= 16384 and refobjid >= 16384
    and not (deptype = 'a' and classid = 'pg_class'::regclass
      and exists (select from pg_class where oid = objid and relkind = 'S'))
  order by 1, 2`;
