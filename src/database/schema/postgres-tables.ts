const SEQUENCE_OPTIONS = String.raw`format('increment by %s minvalue %s maxvalue %s start with %s cache %s%s',
    seqincrement, seqmin, seqmax, seqstart, seqcache, case when seqcycle then ' cycle' else '' end)`;

/** A column's default or expression, after its type; attribute is `a`, its default `d`. */
const COMES_FROM = String.raw`case
    when a.attidentity <> '' then (select format('generated %s as identity (sequence name %s %s)',
        case a.attidentity when 'a' then 'always' else 'by default' end, seqrelid::regclass, ${SEQUENCE_OPTIONS})
      from pg_depend join pg_sequence on seqrelid = objid
      where refclassid = 'pg_class'::regclass and refobjid = a.attrelid and refobjsubid = a.attnum and deptype = 'i')
    when a.attgenerated <> '' then format('generated always as (%s)%s', pg_get_expr(adbin, adrelid),
        case a.attgenerated when 's' then ' stored' else ' virtual' end)
    else 'default ' || pg_get_expr(adbin, adrelid) end`;

const OPTIONS = String.raw`(select format('with (%s)', string_agg(format('%s = %L', option_name, option_value), ', '))
    from pg_options_to_table(c.reloptions) having count(*) > 0)`;

const PARENTS = String.raw`(select string_agg(inhparent::regclass::text, ', ' order by inhseqno) from pg_inherits where inhrelid = c.oid)`;

const COLUMNS = String.raw`(select string_agg(concat_ws(' ', format(E'\n  %I %s', a.attname, format_type(a.atttypid, a.atttypmod)),
      case when a.attcollation in (0, typcollation) then null else format('collate %s', a.attcollation::regcollation) end,
      ${COMES_FROM}, case when a.attnotnull and not exists (select from pg_constraint where conrelid = c.oid
        and contype = 'n' and conkey = array[a.attnum] and not convalidated) then 'not null' end), ',' order by a.attnum)
    from pg_attribute a join pg_type on pg_type.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attislocal)`;

/** Tables, sequences, constraints, indexes and statistics; the columns are those of `TYPES`. */
export const TABLES: string = String.raw`
select 'pg_class'::regclass::oid as class, c.oid as id, 6 as rank, 1 as part,
    format('create sequence %s as %s ', c.oid::regclass, format_type(seqtypid, null)) || ${SEQUENCE_OPTIONS} as text
  from pg_sequence join pg_class c on c.oid = seqrelid join ours on ours.oid = relnamespace
  where not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'i')
union all
select 'pg_class'::regclass, c.oid, 99, 1, format('alter sequence %s owned by %s.%I', c.oid::regclass, refobjid::regclass, attname)
  from pg_class c join ours on ours.oid = relnamespace
    join pg_depend on classid = 'pg_class'::regclass and objid = c.oid and deptype = 'a' and refobjsubid > 0
    join pg_attribute on attrelid = refobjid and attnum = refobjsubid
  where relkind = 'S'
union all
select 'pg_class'::regclass, c.oid, 7, 1, concat_ws(' ',
    format('create%s table %s', case relpersistence when 'u' then ' unlogged' else '' end, c.oid::regclass),
    case when relispartition then format('partition of %s %s', ${PARENTS}, pg_get_expr(relpartbound, c.oid))
      else format(E'(%s\n)', ${COLUMNS}) end,
    case when not relispartition then 'inherits (' || ${PARENTS} || ')' end,
    'partition by ' || pg_get_partkeydef(c.oid),
    ${OPTIONS})
  from pg_class c join ours on ours.oid = relnamespace where relkind in ('r', 'p')
union all
-- What a table inherits may have another default there, or be NOT NULL only there.
select 'pg_class'::regclass, c.oid, 7, 1 + a.attnum, format('alter table only %s alter column %I %s', c.oid::regclass, a.attname,
    coalesce('set default ' || pg_get_expr(d.adbin, d.adrelid), 'drop default'))
  from pg_class c join ours on ours.oid = relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not a.attislocal
    join pg_inherits on inhrelid = c.oid and inhseqno = 1
    join pg_attribute p on p.attrelid = inhparent and p.attname = a.attname
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    left join pg_attrdef e on e.adrelid = inhparent and e.adnum = p.attnum
  where relkind in ('r', 'p') and a.attgenerated = '' and a.attidentity = ''
    and pg_get_expr(d.adbin, d.adrelid) is distinct from pg_get_expr(e.adbin, e.adrelid)
union all
select 'pg_class'::regclass, c.oid, 7, 2000 + a.attnum, format('alter table %s alter column %I set not null', c.oid::regclass, a.attname)
  from pg_class c join ours on ours.oid = relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not a.attislocal and a.attnotnull
  where relkind in ('r', 'p') and not exists (select from pg_inherits
    join pg_attribute p on p.attrelid = inhparent and p.attname = a.attname and p.attnotnull where inhrelid = c.oid)
    and not exists (select from pg_index where indrelid = c.oid and indisprimary and a.attnum = any (indkey))
union all
select 'pg_constraint'::regclass, k.oid, case when contype = 'f' then 11 when contype = 'c' then 8 else 9 end, 1,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
  from pg_constraint k join pg_class c on c.oid = conrelid join ours on ours.oid = relnamespace
  where conparentid = 0 and relkind in ('r', 'p') and (conislocal or coninhcount = 0)
    and (contype in ('c', 'p', 'u', 'x', 'f') or contype = 'n' and not convalidated)
union all
select 'pg_class'::regclass, c.oid, 10, 1,
    replace(pg_get_indexdef(c.oid), format(' ON ONLY %s USING ', indrelid::regclass), format(' ON %s USING ', indrelid::regclass))
  from pg_index join pg_class c on c.oid = indexrelid join ours on ours.oid = relnamespace
  where not relispartition and (indisvalid or relkind = 'I')
    and not exists (select from pg_constraint where conindid = c.oid and contype in ('p', 'u', 'x'))
    and indrelid not in (select oid from pg_class where relkind = 't')
union all
select 'pg_statistic_ext'::regclass, s.oid, 13, 1, pg_get_statisticsobjdef(s.oid)
  from pg_statistic_ext s join ours on ours.oid = stxnamespace`;
