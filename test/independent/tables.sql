-- Tables of the library computed again in SQL written by hand, from the accepted records exported as text.
-- Each part begins with "-- table: id". Its first columns are the categories of the cell, the others measures by name:
-- whole numbers at the scale of the measure, doubles, or a status as text.

-- setup
CREATE MACRO shown(category, is_total) AS CASE WHEN is_total = 1 THEN '#total' ELSE category END;
CREATE MACRO divided(a, b) AS CASE WHEN b = 0 THEN NULL ELSE a / b END;
-- Type 2 of Hyndman and Fan in tenths, from the sorted values: between two values where the cumulated share is met exactly.
CREATE MACRO percentile(l, p) AS CASE WHEN len(l) = 0 THEN NULL WHEN (len(l) * p) % 100 = 0 THEN (l[(len(l) * p) // 100] + l[(len(l) * p) // 100 + 1]) * 5 ELSE l[(len(l) * p) // 100 + 1] * 10 END;
CREATE MACRO quarter_of(month) AS left(month, 4) || '-Q' || ((month[6:7]::INT + 2) // 3);
CREATE TABLE one_successor AS SELECT list, "from", min("to") AS "to" FROM recode GROUP BY list, "from" HAVING count(*) = 1;
CREATE VIEW grade_level AS SELECT code, parent FROM codes WHERE list = 'grade' AND level = 'grade';
CREATE VIEW sector_of AS SELECT code, parent FROM codes WHERE list = 'enterprise_ownership' AND level = 'enterprise_ownership';
CREATE VIEW pupils AS SELECT p.period, p.sex, p.ethnicity,
    CASE WHEN p.period = '2024-2025' THEN coalesce(o.code || '@2004', '#unmapped') ELSE coalesce(n.code || '@2025', '#unmapped') END AS province_then,
    CASE WHEN p.period = '2024-2025' THEN coalesce(s."to" || '@2025', '#unmapped') ELSE coalesce(n.code || '@2025', '#unmapped') END AS province_now,
    coalesce(g.parent, '#unmapped') AS level, CASE p.ownership WHEN 'CL' THEN 'P' WHEN 'TT' THEN 'N' WHEN 'DL' THEN 'N' ELSE '#unmapped' END AS sector
  FROM pupil p LEFT JOIN codes o ON o.list = 'province' AND o.version = '2004' AND o.level = 'province' AND o.code = p.province
  LEFT JOIN codes n ON n.list = 'province' AND n.version = '2025' AND n.level = 'province' AND n.code = p.province
  LEFT JOIN one_successor s ON s.list = 'province' AND s."from" = p.province LEFT JOIN grade_level g ON g.code = p.grade;
CREATE VIEW active AS SELECT t.employees::BIGINT AS employees, t.charter_capital::BIGINT AS capital, t.ownership, t.registered_on, coalesce(o.parent, CASE WHEN t.ownership IS NULL THEN '#missing' ELSE '#unmapped' END) AS sector,
    CASE WHEN t.employees IS NULL THEN '#missing' ELSE (1 + list_count(list_filter([5, 10, 50, 200, 300, 500, 1000, 5000], lambda b: t.employees::BIGINT >= b)))::VARCHAR END AS band,
    coalesce(p.parent || '@2025', '#unmapped') AS region, coalesce(a.parent || '@2025', CASE WHEN t.activity IS NULL THEN '#missing' ELSE '#unmapped' END) AS section
  FROM taxpayer t LEFT JOIN sector_of o ON o.code = t.ownership
  LEFT JOIN codes p ON p.list = 'province' AND p.version = '2025' AND p.level = 'province' AND p.code = t.province
  LEFT JOIN codes a ON a.list = 'vsic_division' AND a.version = '2025' AND a.level = 'division' AND a.code = left(t.activity, 2)
  WHERE t.unit_type = '1' AND t.status = '00';
CREATE VIEW returns AS SELECT r.period, r.frequency, quarter_of(r.period) AS quarter, r.line_34::BIGINT AS turnover,
    coalesce(n.parent || '@2025', CASE WHEN r.activity IS NULL THEN '#missing' ELSE '#unmapped' END) AS section
  FROM (SELECT v.*, CASE WHEN v.period >= '2025-11' THEN left(v.activity, 2) ELSE s."to" END AS division
        FROM vat_return v LEFT JOIN one_successor s ON s.list = 'vsic_division' AND s."from" = left(v.activity, 2)) r
  LEFT JOIN codes n ON n.list = 'vsic_division' AND n.version = '2025' AND n.level = 'division' AND n.code = r.division;
CREATE VIEW statements AS SELECT f.period, f.b02_10::BIGINT AS turnover, f.b02_50::BIGINT AS profit,
    CASE WHEN t.tax_code IS NULL THEN '#not_linked' WHEN t.ownership IS NULL THEN '#missing' ELSE coalesce(o.parent, '#unmapped') END AS sector
  FROM financial_statement f LEFT JOIN taxpayer t ON t.tax_code = left(f.tax_code, 10) LEFT JOIN sector_of o ON o.code = t.ownership;
CREATE VIEW goods AS SELECT *, CASE left(declaration_number, 1) WHEN '3' THEN 'X' WHEN '1' THEN 'N' END AS way, value_usd::BIGINT AS usd, left(period, 4) AS year, quarter_of(period) AS quarter, left(tax_code, 10) AS who
  FROM customs_line WHERE merchandise_trade = '1';

-- table: own_provinces_now
SELECT shown(province_now, grouping(province_now)) AS c1, period AS c2, count(*) AS pupils FROM pupils GROUP BY GROUPING SETS ((province_now, period), (period));

-- table: own_provinces_then
SELECT shown(province_then, grouping(province_then)) AS c1, period AS c2, count(*) AS pupils FROM pupils GROUP BY GROUPING SETS ((province_then, period), (period));

-- table: edu_schools_sector
WITH s AS (SELECT period, school_type AS type, CASE ownership WHEN 'CL' THEN 'P' ELSE 'N' END AS sector FROM school),
  g AS (SELECT shown(type, grouping(type)) AS type, shown(sector, grouping(sector)) AS sector, period, count(*) AS n FROM s GROUP BY GROUPING SETS ((type, sector, period), (type, period), (sector, period), (period)))
SELECT g.type AS c1, g.sector AS c2, g.period AS c3, g.n AS schools, 100 * g.n / b.n AS structure FROM g
JOIN g AS b ON b.period = g.period AND b.sector = '#total' AND b.type = CASE WHEN g.sector = '#total' THEN '#total' ELSE g.type END;

-- table: edu_teachers_age
WITH t AS (SELECT sex, coalesce(qualification, '#missing') AS qualification, (1 + (2025 - birth_year::INT >= 25)::INT + greatest(0, least(6, (2025 - birth_year::INT - 25) // 5)))::VARCHAR AS age_group FROM teacher WHERE period = '2025-2026')
SELECT shown(age_group, grouping(age_group)) AS c1, shown(sex, grouping(sex)) AS c2, shown(qualification, grouping(qualification)) AS c3, count(*) AS teachers FROM t
GROUP BY GROUPING SETS ((age_group, sex), (age_group), (sex), (), (age_group, qualification), (qualification));

-- table: edu_teachers_age_statistics
SELECT shown(school_type, grouping(school_type)) AS c1, count(*) AS teachers, avg(2025 - birth_year::INT) AS mean, stddev_samp(2025 - birth_year::INT) AS deviation,
  percentile(list_sort(list(2025 - birth_year::INT)), 25) AS lower_quartile, percentile(list_sort(list(2025 - birth_year::INT)), 50) AS median, percentile(list_sort(list(2025 - birth_year::INT)), 75) AS upper_quartile
FROM teacher WHERE period = '2025-2026' GROUP BY GROUPING SETS ((school_type), ());

-- table: edu_pupils_level_sector
WITH g AS (SELECT shown(level, grouping(level)) AS level, shown(sector, grouping(sector)) AS sector, period, count(*) AS n FROM pupils GROUP BY GROUPING SETS ((level, sector, period), (level, period), (sector, period), (period)))
SELECT g.level AS c1, g.sector AS c2, g.period AS c3, g.n AS pupils, 100 * (g.n - b.n) / b.n AS growth FROM g
LEFT JOIN g AS b ON b.level = g.level AND b.sector = g.sector AND g.period = '2025-2026' AND b.period = '2024-2025';

-- table: edu_pupils_largest_groups
WITH now AS (SELECT * FROM pupils WHERE period = '2025-2026'),
  largest AS (SELECT ethnicity FROM now WHERE ethnicity IS NOT NULL GROUP BY ethnicity ORDER BY count(*) DESC, ethnicity LIMIT 10),
  k AS (SELECT CASE WHEN n.ethnicity IS NULL THEN '#missing' ELSE coalesce(l.ethnicity, '#others') END AS part, n.sex FROM now n LEFT JOIN largest l ON l.ethnicity = n.ethnicity)
SELECT shown(part, grouping(part)) AS c1, shown(sex, grouping(sex)) AS c2, count(*) AS pupils FROM k GROUP BY CUBE (part, sex);

-- table: ent_size_class
WITH k AS (SELECT *, CASE WHEN band IN ('1', '2') THEN 'A' WHEN band IN ('3', '4') THEN 'B' WHEN band IN ('5', '6', '7', '8', '9') THEN 'C' ELSE band END AS size FROM active)
SELECT shown(size, grouping(size)) AS c1, shown(sector, grouping(sector)) AS c2, count(*) AS enterprises, sum(employees) AS employees FROM k GROUP BY CUBE (size, sector);

-- table: ent_profile
SELECT shown(sector, grouping(sector)) AS c1, shown(band, grouping(band)) AS c2, shown(region, grouping(region)) AS c3, count(*) AS enterprises, sum(employees) AS employees, coalesce(sum(employees), 0) / count(*) AS mean_employees
FROM active GROUP BY GROUPING SETS ((sector), (band), (region), ());

-- table: ent_employees_distribution
WITH k AS (SELECT shown(section, grouping(section)) AS section, count(*) AS n, avg(employees) AS mean, list_sort(list(employees) FILTER (WHERE employees IS NOT NULL)) AS l FROM active GROUP BY GROUPING SETS ((section), ()))
SELECT section AS c1, n AS enterprises, mean, percentile(l, 25) AS lower_quartile, percentile(l, 50) AS median, percentile(l, 75) AS upper_quartile, percentile(l, 90) AS ninth_decile FROM k;

-- table: own_weighted
WITH k AS (SELECT *, CASE WHEN capital IS NULL THEN '#missing' WHEN capital <= 1000000000 THEN 'small' WHEN capital > 10000000000 AND capital <= 100000000000 THEN 'large' ELSE '#others' END AS class FROM active),
  repeated AS (SELECT class, capital FROM (SELECT class, capital, unnest(range(employees)) FROM k WHERE employees > 0 AND capital IS NOT NULL)),
  w AS (SELECT shown(class, grouping(class)) AS class, avg(capital::DECIMAL(38, 6)) AS mean, stddev_samp(capital) AS deviation, list_sort(list(capital)) AS l, sum(capital) AS weighted_sum FROM repeated GROUP BY GROUPING SETS ((class), ())),
  u AS (SELECT shown(class, grouping(class)) AS class, coalesce(sum(employees), 0) AS weighted, min(capital) AS minimum, max(capital) AS maximum, avg(employees) FILTER (WHERE ownership LIKE '3%') AS foreign_mean FROM k GROUP BY GROUPING SETS ((class), ()))
SELECT u.class AS c1, weighted, w.mean, percentile(l, 50) AS median, w.deviation, percentile(l, 90) AS ninth_decile, w.weighted_sum, u.minimum, u.maximum, u.foreign_mean FROM u LEFT JOIN w ON w.class = u.class;

-- table: ent_turnover_growth
WITH g AS (SELECT shown(section, grouping(section)) AS section, quarter, sum(turnover) AS turnover FROM returns GROUP BY GROUPING SETS ((section, quarter), (quarter))),
  -- Also where only the year before has records: it fell to nothing.
  places AS (SELECT section, quarter FROM g UNION SELECT section, (left(quarter, 4)::INT + 1) || right(quarter, 3) FROM g WHERE (left(quarter, 4)::INT + 1) || right(quarter, 3) IN (SELECT quarter FROM g))
SELECT p.section AS c1, p.quarter AS c2, coalesce(g.turnover::VARCHAR, 'none') AS turnover, CASE WHEN b.turnover > 0 AND m.months = n.months THEN 100 * (coalesce(g.turnover, 0) - b.turnover) / b.turnover END AS growth
FROM places p LEFT JOIN g ON g.section = p.section AND g.quarter = p.quarter
LEFT JOIN g AS b ON b.section = p.section AND b.quarter = (left(p.quarter, 4)::INT - 1) || right(p.quarter, 3)
-- A quarter is set against another only where the same months of both were delivered.
LEFT JOIN (SELECT quarter, list_sort(list(DISTINCT right(period, 2))) AS months FROM returns GROUP BY quarter) m ON m.quarter = p.quarter
LEFT JOIN (SELECT quarter, list_sort(list(DISTINCT right(period, 2))) AS months FROM returns GROUP BY quarter) n ON n.quarter = b.quarter;

-- table: ent_turnover_index
WITH g AS (SELECT period, sum(turnover) AS turnover FROM returns WHERE frequency = 'M' GROUP BY period)
SELECT period AS c1, turnover, 100 * turnover / (SELECT turnover FROM g WHERE period = '2024-01') AS "index",
  -- Known up to the first month that was not delivered.
  CASE WHEN (left(period, 4)::INT * 12 + right(period, 2)::INT) - (SELECT min(left(period, 4)::INT * 12 + right(period, 2)::INT) FROM g) = row_number() OVER (ORDER BY period) - 1
    THEN sum(turnover) OVER (ORDER BY period) END AS cumulative FROM g;

-- table: own_changes
WITH g AS (SELECT period, (left(period, 4)::INT * 12 + right(period, 2)::INT) AS t, sum(turnover) AS turnover FROM returns WHERE frequency = 'M' GROUP BY period)
SELECT g.period AS c1, g.turnover, g.turnover - m.turnover AS month, 100 * (g.turnover - q.turnover) / q.turnover AS quarter, 100 * g.turnover / y.turnover AS development, 100 * (g.turnover - y.turnover) / y.turnover AS change_of_index
FROM g LEFT JOIN g m ON m.t = g.t - 1 LEFT JOIN g q ON q.t = g.t - 3 LEFT JOIN g y ON y.t = g.t - 12;

-- table: ent_statements_ownership
SELECT shown(sector, grouping(sector)) AS c1, period AS c2, sum(turnover) AS turnover, sum(profit) AS profit, count(*) FILTER (WHERE profit < 0) AS loss_makers FROM statements GROUP BY GROUPING SETS ((sector, period), (period));

-- table: ent_turnover_quintiles
WITH ranked AS (SELECT turnover, row_number() OVER (ORDER BY turnover) AS place, count(*) OVER () AS n FROM statements WHERE turnover IS NOT NULL),
  cuts AS (SELECT k, min(turnover) AS cut FROM ranked, range(1, 5) k(k) WHERE place * 5 >= k * n GROUP BY k),
  banded AS (SELECT turnover, CASE WHEN turnover IS NULL THEN '#missing' ELSE (1 + (SELECT count(*) FROM cuts WHERE cut < s.turnover))::VARCHAR END AS band FROM statements s)
SELECT shown(band, grouping(band)) AS c1, count(*) AS enterprises, sum(turnover) AS turnover, 100 * coalesce(sum(turnover), 0) / (SELECT sum(turnover) FROM statements) AS structure FROM banded GROUP BY GROUPING SETS ((band), ());

-- table: trade_balance
SELECT year AS c1, shown(quarter, grouping(quarter)) AS c2, sum(usd) FILTER (WHERE way = 'X') AS exports, sum(usd) FILTER (WHERE way = 'N') AS imports, sum(CASE way WHEN 'X' THEN usd ELSE -usd END) AS balance,
  divided(100 * coalesce(sum(usd) FILTER (WHERE way = 'X'), 0), coalesce(sum(usd) FILTER (WHERE way = 'N'), 0)) AS coverage
FROM goods GROUP BY GROUPING SETS ((year, quarter), (year));

-- table: trade_exports_partner
WITH x AS (SELECT * FROM goods WHERE way = 'X'),
  largest AS (SELECT partner_country FROM x GROUP BY 1 ORDER BY sum(usd) DESC LIMIT 10),
  k AS (SELECT CASE WHEN x.partner_country IS NULL THEN '#missing' ELSE coalesce(l.partner_country, '#others') END AS market, year, usd FROM x LEFT JOIN largest l ON l.partner_country = x.partner_country),
  g AS (SELECT shown(market, grouping(market)) AS market, year, sum(usd) AS usd FROM k GROUP BY GROUPING SETS ((market, year), (year)))
SELECT g.market AS c1, g.year AS c2, g.usd AS value, 100 * g.usd / b.usd AS structure,
  CASE WHEN g.market LIKE '#%' THEN 'NP' ELSE (SELECT 1 + count(*) FROM g o WHERE o.year = g.year AND o.market NOT LIKE '#%' AND o.usd > g.usd)::VARCHAR END AS rank
FROM g JOIN g b ON b.year = g.year AND b.market = '#total';

-- table: trade_exporters_size
WITH x AS (SELECT g.usd, g.who, CASE WHEN t.tax_code IS NULL THEN '#not_linked' WHEN t.ownership IS NULL THEN '#missing' ELSE coalesce(o.parent, '#unmapped') END AS owner,
    CASE WHEN t.tax_code IS NULL THEN '#not_linked' WHEN t.employees IS NULL THEN '#missing' ELSE (1 + list_count(list_filter([5, 10, 50, 200, 300, 500, 1000, 5000], lambda b: t.employees::BIGINT >= b)))::VARCHAR END AS band
  FROM goods g LEFT JOIN taxpayer t ON t.tax_code = g.who LEFT JOIN sector_of o ON o.code = t.ownership WHERE g.way = 'X')
SELECT shown(band, grouping(band)) AS c1, shown(owner, grouping(owner)) AS c2, count(DISTINCT who) AS enterprises, sum(usd) AS value, sum(usd) / 100 / count(DISTINCT who) AS per_enterprise FROM x GROUP BY CUBE (band, owner);

-- table: trade_tariff
WITH m AS (SELECT coalesce(tariff_table, '#missing') AS tariff, usd, duty::BIGINT AS duty, duty_rate::BIGINT AS rate FROM goods WHERE way = 'N')
SELECT shown(tariff, grouping(tariff)) AS c1, sum(usd) AS value, 100 * sum(usd) / (SELECT sum(usd) FROM m) AS structure, sum(duty) AS duty, divided(sum(usd * rate) / 100, sum(usd) FILTER (WHERE rate IS NOT NULL)) AS mean_rate
FROM m GROUP BY GROUPING SETS ((tariff), ());

-- table: own_linked
WITH x AS (SELECT g.usd, t.employees::BIGINT AS employees, CASE WHEN t.tax_code IS NULL THEN '#not_linked' ELSE coalesce(a.parent || '@2025', CASE WHEN t.activity IS NULL THEN '#missing' ELSE '#unmapped' END) END AS section
    FROM goods g LEFT JOIN taxpayer t ON t.tax_code = g.who LEFT JOIN codes a ON a.list = 'vsic_division' AND a.version = '2025' AND a.level = 'division' AND a.code = left(t.activity, 2) WHERE g.way = 'X'),
  main AS (SELECT section FROM x WHERE section NOT LIKE '#%' GROUP BY section ORDER BY sum(usd) DESC LIMIT 2),
  k AS (SELECT CASE WHEN section LIKE '#%' OR section IN (SELECT section FROM main) THEN section ELSE '#missing' END AS main, usd, employees,
    CASE WHEN employees IS NULL THEN '#not_linked' WHEN employees < 50 THEN '1' WHEN employees < 500 THEN '2' ELSE '3' END AS workers FROM x)
SELECT shown(main, grouping(main)) AS c1, shown(workers, grouping(workers)) AS c2, sum(usd) AS value, divided(sum(usd * employees), sum(usd) FILTER (WHERE employees IS NOT NULL)) AS mean,
  percentile(list_sort(list(employees) FILTER (WHERE employees IS NOT NULL)), 50) AS median, count(*) FILTER (WHERE employees >= 200) AS large FROM k GROUP BY CUBE (main, workers);

-- table: own_expression
WITH p AS (SELECT CASE left(declaration_number, 1) WHEN '3' THEN 'X' ELSE 'N' END AS flow, CASE WHEN net_weight::BIGINT <> 0 THEN ((2000 * value_usd::HUGEINT + net_weight::BIGINT) // (2 * net_weight::BIGINT))::BIGINT END AS price FROM customs_line),
  k AS (SELECT *, CASE WHEN price IS NULL THEN '#missing' WHEN price <= 150 THEN '1' WHEN price <= 1000 THEN '2' WHEN price <= 10000 THEN '3' ELSE '4' END AS band FROM p)
SELECT shown(band, grouping(band)) AS c1, flow AS c2, count(*) AS lines, sum(price) AS sum, min(price) AS lowest, max(price) AS highest,
  percentile(list_sort(list(price) FILTER (WHERE price IS NOT NULL)), 50) AS median, percentile(list_sort(list(price) FILTER (WHERE price IS NOT NULL)), 10) AS first_decile FROM k GROUP BY GROUPING SETS ((band, flow), (flow));

-- table: own_quantiles
WITH s AS (SELECT period, b02_10::BIGINT AS turnover, b02_50::BIGINT AS profit, b01_270::BIGINT AS assets FROM financial_statement),
  upto AS (SELECT turnover, sum(sum(assets)) OVER (ORDER BY turnover) AS upto, sum(sum(assets)) OVER () AS whole FROM s WHERE profit > 0 AND assets > 0 AND turnover IS NOT NULL GROUP BY turnover),
  cuts AS (SELECT k, min(turnover) AS cut FROM upto, range(1, 4) k(k) WHERE 4 * upto >= k * whole GROUP BY k),
  b AS (SELECT *, CASE WHEN turnover IS NULL THEN '#missing' ELSE (1 + (SELECT count(*) FROM cuts WHERE cut < s.turnover))::VARCHAR END AS band FROM s WHERE period = '2025')
SELECT shown(band, grouping(band)) AS c1, count(*) AS statements, min(turnover) AS lowest, max(turnover) AS highest, sum(assets) AS assets, stddev_samp(turnover) AS deviation FROM b GROUP BY GROUPING SETS ((band), ());

-- table: own_small_cells
WITH k AS (SELECT a.band, left(a.registered_on, 4) AS year, a.capital, a.employees FROM active a),
  cells AS (SELECT shown(band, grouping(band)) AS band, shown(year, grouping(year)) AS year, list_sort(list(capital) FILTER (WHERE capital IS NOT NULL)) AS l FROM k GROUP BY CUBE (band, year)),
  repeated AS (SELECT band, year, capital FROM (SELECT band, year, capital, unnest(range(employees)) FROM k WHERE employees > 0 AND capital IS NOT NULL)),
  weighted AS (SELECT shown(band, grouping(band)) AS band, shown(year, grouping(year)) AS year, list_sort(list(capital)) AS l, CASE WHEN count(*) > 1 THEN stddev_samp(capital) END AS deviation FROM repeated GROUP BY CUBE (band, year))
SELECT c.band AS c1, c.year AS c2, percentile(w.l, 50) AS median, w.deviation AS standard_deviation, percentile(w.l, 25) AS lower, percentile(c.l, 50) AS plain FROM cells c LEFT JOIN weighted w ON w.band = c.band AND w.year = c.year;

-- table: own_equal_weights
WITH s AS (SELECT value_usd::BIGINT AS usd, line_number::INT AS n, channel, left(declaration_number, 1) AS first FROM customs_line),
  ranked AS (SELECT usd, row_number() OVER (ORDER BY usd) AS place, count(*) OVER () AS whole FROM s WHERE n = 1 AND channel = '3' AND first = '3'),
  cuts AS (SELECT k, min(usd) AS cut FROM ranked, range(1, 20) k(k) WHERE place * 20 >= k * whole GROUP BY k),
  l AS (SELECT list(cut) AS cuts FROM cuts),
  b AS (SELECT usd, (1 + list_count(list_filter(l.cuts, lambda c: c < s.usd)))::VARCHAR AS band FROM s, l),
  g AS (SELECT shown(band, grouping(band)) AS band, count(*) AS lines, max(usd) AS highest FROM b GROUP BY GROUPING SETS ((band), ()))
SELECT band AS c1, '#total' AS c2, lines, highest FROM g UNION ALL SELECT '#total', band, lines, highest FROM g WHERE band <> '#total';
