# Tables of the library computed again from the delivered files, in R's own words. In: the folder with files/ and facts/, and where to write.
# Out: table, cell (categories by "|"), measure, value, tab separated.
# value: "12345e-2" exact · 17 digits of a double · NA not available · NP not applicable · none: nothing occurred.
suppressPackageStartupMessages(library(data.table))
setDTthreads(1)
arguments <- commandArgs(TRUE)
folder <- arguments[1]
target <- arguments[2]
beside <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(beside, "vocabulary.R"), encoding = "UTF-8")

# ---- education ---------------------------------------------------------------------------------------------------------------
schools <- deliveries("school")
schools[, `:=`(type = loai_truong, sector = above(loai_hinh, "school_ownership", "school_ownership"),
               rooms = number(ph_kien_co) + number(ph_ban_kien_co) + number(ph_tam))]
d <- c("type", "period")
w <- cells(schools, d, subsets("type", "period"), quote(.(n = as.numeric(.N), rooms = sum(rooms))))
answer("edu_schools_classrooms", w, d, schools = exact(w$n), classrooms = exact(w$rooms), per_school = quotient(divided(w$rooms, w$n)))

d <- c("type", "sector", "period")
w <- cells(schools, d, subsets(c("type", "sector"), "period"), quote(.(n = as.numeric(.N))))
# Of the next total outward: the sector of its type, the type of all types; all of all is itself.
parent <- fifelse(w$sector != "#total", at(w, "n", d, whole("sector")), at(w, "n", d, whole(c("type", "sector"))))
# A sector at the total of types is the part of all sectors, as the innermost dimension not at its total says.
answer("edu_schools_sector", w, d, schools = exact(w$n), structure = quotient(divided(w$n, parent, 100)))

teachers <- deliveries("teacher")
teachers[, `:=`(type = loai_truong, age = as.integer(substr(period, 1, 4)) - number(nam_sinh), sex = gioi_tinh, qualification = key_of(trinh_do))]
current <- teachers[period == "2025-2026"]
current[, age_group := as.character(findInterval(age, c(25, 30, 35, 40, 45, 50, 55)) + 1)]
d <- c("age_group", "sex", "qualification")
w <- cells(current, d, c(subsets(c("age_group", "sex")), subsets("age_group", "qualification")), quote(.(n = as.numeric(.N))))
answer("edu_teachers_age", w, d, teachers = exact(w$n))

d <- "type"
w <- cells(current, d, subsets("type"), quote(.(n = as.numeric(.N), mean = mean_of(age), sd = deviation(age), q1 = type2(age, 0.25), q2 = type2(age, 0.5), q3 = type2(age, 0.75))))
answer("edu_teachers_age_statistics", w, d, teachers = exact(w$n), mean = quotient(w$mean), deviation = quotient(w$sd),
       lower_quartile = exact(w$q1 * 10, 1), median = exact(w$q2 * 10, 1), upper_quartile = exact(w$q3 * 10, 1))

pupils <- deliveries("pupil")
pupils[, `:=`(code = padded(ma_tinh, 2), grade = padded(khoi, 2), sex = gioi_tinh, ethnicity = padded(dan_toc, 2), born = number(nam_sinh))]
pupils[, `:=`(level = above(grade, "grade", "grade"), sector = above(loai_hinh, "school_ownership", "school_ownership"),
              class = above(ethnicity, "ethnic_group", "ethnic_group"), now = province(code, period, TRUE), then = province(code, period, FALSE),
              region_now = province(code, period, TRUE, TRUE), region_then = province(code, period, FALSE, TRUE))]
d <- c("level", "sector", "period")
w <- cells(pupils, d, subsets(c("level", "sector"), "period"), quote(.(n = as.numeric(.N))))
answer("edu_pupils_level_sector", w, d, pupils = exact(w$n), growth = quotient(growth(w$n, before(w, "n", d, "period", school_year_before(w$period)))))

d <- c("level", "class")
w <- cells(pupils[period == "2025-2026"], d, subsets(d), quote(.(n = as.numeric(.N))))
answer("edu_pupils_ethnicity", w, d, pupils = exact(w$n), structure = quotient(divided(w$n, at(w, "n", d, whole("class")), 100)))

current <- pupils[period == "2025-2026"]
# "top": the largest ten by records, ties in the order of the list, codes the list does not have last.
top <- function(x, by, list_id, level_id, count) {
  groups <- data.table(x, by)[!is.na(x), .(by = sum(by)), keyby = x]
  groups[, place := match(x, known(list_id, level_id)$code)]
  kept <- groups[order(-by, place, x)][seq_len(min(count, .N)), x]
  fifelse(is.na(x), "#missing", fifelse(x %in% kept, x, "#others"))
}
current[, group := top(ethnicity, rep(1, .N), "ethnic_group", "ethnic_group", 10)]
d <- c("group", "sex")
w <- cells(current, d, subsets(d), quote(.(n = as.numeric(.N))))
answer("edu_pupils_largest_groups", w, d, pupils = exact(w$n))

d <- c("level", "grade", "period")
w <- cells(pupils, d, subsets(c("level", "grade"), "period"), quote(.(n = as.numeric(.N), girls = as.numeric(sum(sex == "2")))))
answer("edu_girls", w, d, pupils = exact(w$n), girls = exact(w$girls), girls_rate = quotient(divided(w$girls, w$n, 100)))

official <- c(NT = 2, M3 = 3, M4 = 4, M5 = 5, setNames(6:17, sprintf("%02d", 1:12)))
pupils[, over := as.integer(substr(period, 1, 4)) - born - official[grade] >= 2]
d <- c("grade", "region_now")
# A grade of no official age compares with nothing: not over age, as "else" says.
pupils[is.na(over), over := FALSE]
w <- cells(pupils[period == "2025-2026"], d, subsets(d), quote(.(n = as.numeric(.N), over = as.numeric(sum(over)))))
answer("edu_over_age", w, d, over_age_rate = quotient(divided(w$over, w$n, 100)))

for (way in c("now", "then")) {
  d <- c(way, "period")
  w <- cells(pupils, d, subsets(way, "period"), quote(.(n = as.numeric(.N))))
  answer(paste0("own_provinces_", way), w, d, pupils = exact(w$n))
}
d <- c("region_then", "level", "sex", "sector", "period")
w <- cells(pupils, d, subsets(d), quote(.(n = as.numeric(.N), provinces = as.numeric(uniqueN(paste(code, period))))))
of <- function(names) divided(w$n, at(w, "n", d, whole(names)), 100)
inner_column <- fifelse(w$sector != "#total", of("sector"), fifelse(w$sex != "#total", of("sex"), 100))
inner_row <- fifelse(w$level != "#total", of("level"), fifelse(w$region_then != "#total", of("region_then"), 100))
answer("own_bases", w, d, pupils = exact(w$n), provinces = exact(w$provinces), row = quotient(of(c("sex", "sector"))), column = quotient(of(c("region_then", "level"))),
       layer = quotient(of(c("region_then", "level", "sex", "sector"))), whole = quotient(of(d)), parent_column = quotient(inner_column),
       parent_row = quotient(inner_row), of_sexes = quotient(of("sex") / 100))

# ---- enterprises -------------------------------------------------------------------------------------------------------------
register <- deliveries("taxpayer")
register[, `:=`(code = padded(ma_tinh, 2), sector = above(loai_hinh_dn, "enterprise_ownership", "enterprise_ownership"), employees = number(so_lao_dong), capital = number(von_dieu_le),
                section = section(substr(padded(ma_nganh, 5), 1, 2), period), tax = tax_code(mst))]
register[, `:=`(band = key_of(as.character(findInterval(employees, c(5, 10, 50, 200, 300, 500, 1000, 5000)) + 1)), region = province(code, period, TRUE, TRUE))]
active <- register[loai_don_vi == "1" & padded(trang_thai, 2) == "00"]
active[, size := fcase(band %in% c("1", "2"), "A", band %in% c("3", "4"), "B", band %in% as.character(5:9), "C", rep(TRUE, .N), band)]
d <- c("size", "sector")
w <- cells(active, d, subsets(d), quote(.(n = as.numeric(.N), employees = total(employees))))
answer("ent_size_class", w, d, enterprises = exact(w$n), employees = exact(w$employees))

d <- c("sector", "band", "region")
w <- cells(active, d, list("sector", character(), "band", "region"), quote(.(n = as.numeric(.N), employees = total(employees))))
answer("ent_profile", w, d, enterprises = exact(w$n), employees = exact(w$employees), mean_employees = quotient(divided(zero(w$employees), w$n)))

d <- "section"
w <- cells(active, d, subsets(d), quote(.(n = as.numeric(.N), mean = mean_of(employees), q1 = type2(employees, 0.25), q2 = type2(employees, 0.5), q3 = type2(employees, 0.75), d9 = type2(employees, 0.9))))
answer("ent_employees_distribution", w, d, enterprises = exact(w$n), mean = quotient(w$mean), lower_quartile = exact(w$q1 * 10, 1), median = exact(w$q2 * 10, 1),
       upper_quartile = exact(w$q3 * 10, 1), ninth_decile = exact(w$d9 * 10, 1))

# Weights count repetitions: as many enterprises as employees. Capital in bands closed above, two of them put together, the rest "others".
active[, capital_class := fcase(is.na(capital), "#missing", capital <= 1e9, "small", capital > 1e10 & capital <= 1e11, "large", rep(TRUE, .N), "#others")]
d <- "capital_class"
w <- cells(active, d, subsets(d), quote(.(weighted = sum(zero(employees)), mean = weighted_mean(capital, employees), sd = weighted_sd(capital, employees), median = weighted_type2(capital, employees, 0.5),
  p90 = weighted_type2(capital, employees, 0.9), min = smallest(capital), max = largest(capital),
  high = total(capital %/% 1e6 * employees), low = total(capital %% 1e6 * employees),
  foreign = mean_of(employees[startsWith(loai_hinh_dn, "3") & !is.na(loai_hinh_dn)]))))
answer("own_weighted", w, d, weighted = exact(w$weighted), mean = quotient(w$mean), deviation = quotient(w$sd), median = exact(w$median * 10, 1), ninth_decile = exact(w$p90 * 10, 1),
       weighted_sum = long(w$high, w$low), minimum = exact(w$min), maximum = exact(w$max), foreign_mean = quotient(w$foreign))

returns <- deliveries("vat_return")
returns[, `:=`(section = section(substr(padded(ma_nganh, 5), 1, 2), period), quarter = quarter_of(period), turnover = number(ct34), tax = number(ct40))]
d <- c("section", "quarter")
w <- cells(returns, d, subsets("section", "quarter"), quote(.(turnover = total(turnover))))
w <- reached(w, d, "quarter", year_after)
answer("ent_turnover_growth", w, d, turnover = fifelse(is.na(w$turnover), "none", exact(w$turnover)), growth = where_known(quotient(growth(zero(w$turnover), before(w, "turnover", d, "quarter", year_before(w$quarter)))), same_months(w$quarter, year_before(w$quarter), returns$period, quarter_of)))

d <- "period"
w <- cells(returns[toupper(loai_ky) == "M"], d, list("period"), quote(.(turnover = total(turnover))))
setorder(w, period)
answer("ent_turnover_index", w, d, turnover = exact(w$turnover), index = quotient(w$turnover * 100 / w[period == "2024-01", turnover]), cumulative = where_known(exact(cumsum(w$turnover)), unbroken(w$period, returns$period)))
last_year <- before(w, "turnover", d, "period", months_before(w$period, 12))
answer("own_changes", w, d, turnover = exact(w$turnover), month = exact(w$turnover - before(w, "turnover", d, "period", months_before(w$period, 1))),
       quarter = quotient(growth(w$turnover, before(w, "turnover", d, "period", months_before(w$period, 3)))), development = quotient(w$turnover * 100 / last_year),
       change_of_index = quotient(growth(w$turnover * 100 / w[period == "2024-01", turnover], last_year * 100 / w[period == "2024-01", turnover])))

statements <- deliveries("financial_statement")
statements[, `:=`(turnover = number(b02_10), profit = number(b02_50), who = enterprise(tax_code(mst)))]
statements[, registered := register$loai_hinh_dn[match(who, register$tax)]]
statements[, sector := fifelse(who %in% register$tax, above(registered, "enterprise_ownership", "enterprise_ownership"), "#not_linked")]
d <- c("sector", "period")
w <- cells(statements, d, subsets("sector", "period"), quote(.(turnover = total(turnover), profit = total(profit), loss = as.numeric(sum(profit < 0, na.rm = TRUE)))))
answer("ent_statements_ownership", w, d, turnover = exact(w$turnover), profit = exact(w$profit), loss_makers = exact(w$loss))

cuts <- inverse(statements$turnover, 5)
statements[, quintile := key_of(as.character(findInterval(turnover, cuts, left.open = TRUE) + 1))]
d <- "quintile"
w <- cells(statements, d, subsets(d), quote(.(n = as.numeric(.N), turnover = total(turnover))))
answer("ent_turnover_quintiles", w, d, enterprises = exact(w$n), turnover = exact(w$turnover), structure = quotient(divided(zero(w$turnover), at(w, "turnover", d, whole(d)), 100)))

# ---- trade -------------------------------------------------------------------------------------------------------------------
lines <- deliveries("customs_line")
trade <- c("A11", "A12", "A21", "A31", "A41", "A43", "A44", "E11", "E13", "E21", "E31", "E33", "E41", "H11", "B11", "B12", "B13", "E42", "E52", "E62", "E82", "H21")
lines[, `:=`(flow = fcase(startsWith(gsub("[^0-9]", "", so_tk), "1"), "N", startsWith(gsub("[^0-9]", "", so_tk), "3"), "X"), counted = toupper(ma_lh) %in% trade,
             usd = number(tri_gia_usd, 2), year = substr(period, 1, 4), quarter = quarter_of(period), partner = toupper(nuoc_doi_tac), chapter = substr(padded(ma_hs, 8), 1, 2),
             who = enterprise(tax_code(mst)), duty = number(tien_thue_xnk), rate = number(ts_xnk, 2), weight = number(trong_luong, 3), code = padded(ma_tinh, 2))]
goods <- lines[counted == TRUE]
exports <- goods[flow == "X"]
imports <- goods[flow == "N"]

d <- c("period", "flow")
w <- cells(goods, d, list(d), quote(.(usd = total(usd))))
setorder(w, period)
w[, running := cumsum(zero(usd)), by = flow]
answer("trade_flow_month", w, d, value = exact(w$usd, 2), growth = quotient(growth(w$usd, before(w, "usd", d, "period", months_before(w$period, 12)))), cumulative = where_known(exact(w$running, 2), unbroken(w$period, lines$period)))

d <- c("year", "quarter")
w <- cells(goods, d, subsets("quarter", "year"), quote(.(x = total(usd[flow == "X"]), n = total(usd[flow == "N"]), balance = total(fifelse(flow == "X", usd, -usd)))))
answer("trade_balance", w, d, exports = exact(w$x, 2), imports = exact(w$n, 2), balance = exact(w$balance, 2), coverage = quotient(divided(zero(w$x), zero(w$n), 100)))

exports[, hs_section := above(chapter, "hs_chapter", "chapter")]
d <- c("hs_section", "year")
w <- cells(exports, d, subsets("hs_section", "year"), quote(.(usd = total(usd))))
answer("trade_exports_section", w, d, value = exact(w$usd, 2), structure = quotient(divided(w$usd, at(w, "usd", d, whole("hs_section")), 100)),
       growth = where_known(quotient(growth(w$usd, before(w, "usd", d, "year", year_before(w$year)))), same_months(w$year, year_before(w$year), lines$period, function(period) substr(period, 1, 4))))

exports[, market := top(partner, usd, "country", "country", 10)]
d <- c("market", "year")
w <- cells(exports, d, subsets("market", "year"), quote(.(usd = total(usd))))
w[!startsWith(market, "#"), place := frank(-usd, ties.method = "min"), by = year]
answer("trade_exports_partner", w, d, value = exact(w$usd, 2), structure = quotient(divided(w$usd, at(w, "usd", d, whole("market")), 100)), rank = fifelse(is.na(w$place), "NP", exact(as.numeric(w$place))))

exports[, region := province(code, period, TRUE, TRUE)]
d <- c("region", "quarter")
w <- cells(exports, d, subsets("region", "quarter"), quote(.(usd = total(usd))))
answer("trade_exports_region", w, d, value = exact(w$usd, 2))

d <- c("hs_section", "chapter", "year")
w <- cells(exports, d, subsets(c("hs_section", "chapter"), "year"), quote(.(usd = total(usd), weight = total(weight))))
answer("trade_unit_value", w, d, value = exact(w$usd, 2), weight = exact(w$weight, 3), unit_value = quotient(divided(zero(w$usd) / 100, zero(w$weight) / 1000)))

exports[, `:=`(band = fifelse(who %in% register$tax, register$band[match(who, register$tax)], "#not_linked"), owner = fifelse(who %in% register$tax, register$sector[match(who, register$tax)], "#not_linked"))]
d <- c("band", "owner")
w <- cells(exports, d, subsets(d), quote(.(n = as.numeric(uniqueN(who)), usd = total(usd))))
answer("trade_exporters_size", w, d, enterprises = exact(w$n), value = exact(w$usd, 2), per_enterprise = quotient(divided(zero(w$usd) / 100, w$n)))

imports[, tariff := key_of(toupper(bieu_thue))]
d <- "tariff"
w <- cells(imports, d, subsets(d), quote(.(usd = total(usd), duty = total(duty), rate = weighted_mean(rate, usd) / 100)))
answer("trade_tariff", w, d, value = exact(w$usd, 2), structure = quotient(divided(w$usd, at(w, "usd", d, whole(d)), 100)), duty = exact(w$duty), mean_rate = quotient(w$rate))

# ---- what the library does not ask -------------------------------------------------------------------------------------------
# Without a unit in no figure at all; sea containers are not shown, but counted in the totals.
kept <- lines[flow == "X" & !is.na(dvt2)]
kept[, `:=`(unit = toupper(dvt2), mode = ma_ptvt, quantity = number(luong2, 3))]
d <- c("unit", "mode", "year")
w <- cells(kept, d, list(c("unit", "year"), "year", c("mode", "year"), "unit", character(), "mode"), quote(.(n = as.numeric(.N), quantity = total(quantity), many = as.numeric(sum(quantity > 1000000, na.rm = TRUE)))))
w[, share := divided(zero(quantity), zero(at(w, "quantity", d, whole("year"))))]
w <- w[mode != "2"]
answer("own_hidden", w, d, lines = exact(w$n), quantity = exact(w$quantity, 3), many = exact(w$many), share = quotient(w$share))

exports[, `:=`(linked = who %in% register$tax, register_section = register$section[match(who, register$tax)], employees = register$employees[match(who, register$tax)])]
sections <- exports[linked & !startsWith(register_section, "#"), .(usd = sum(usd)), by = register_section][order(-usd)][1:2, register_section]
exports[, `:=`(main = fcase(!linked, "#not_linked", register_section %in% sections, register_section, startsWith(register_section, "#"), register_section, default = "#missing"),
               workers = fifelse(is.na(employees), "#not_linked", as.character(findInterval(employees, c(50, 500)) + 1)))]
d <- c("main", "workers")
w <- cells(exports, d, subsets(d), quote(.(usd = total(usd), mean = weighted_mean(employees, usd), median = type2(employees, 0.5), large = as.numeric(sum(employees >= 200, na.rm = TRUE)))))
answer("own_linked", w, d, value = exact(w$usd, 2), mean = quotient(w$mean), median = exact(w$median * 10, 1), large = exact(w$large))

# Cents a gram in whole numbers, rounded half away from zero once.
lines[, price := fifelse(weight == 0, NA_real_, (2 * usd * 1000 + weight) %/% (2 * weight))]
lines[, band := key_of(as.character(findInterval(price, c(150, 1000, 10000), left.open = TRUE) + 1))]
d <- c("band", "flow")
w <- cells(lines, d, subsets("band", "flow"), quote(.(n = as.numeric(.N), sum = total(price), low = smallest(price), high = largest(price), median = type2(price, 0.5), tenth = type2(price, 0.1))))
answer("own_expression", w, d, lines = exact(w$n), sum = exact(w$sum, 2), lowest = exact(w$low, 2), highest = exact(w$high, 2), median = exact(w$median * 10, 3), first_decile = exact(w$tenth * 10, 3))

# Weights of three decimals: Σw in kilograms stands for n. Lines of no enterprise of the register are in no figure.
weighted_inverse <- function(x, w, p) {
  keep <- !is.na(x) & w > 0
  if (!any(keep)) return(NA_real_)
  cumulated <- data.table(x = x[keep], w = w[keep])[, .(w = sum(w)), keyby = x][, upto := cumsum(w)]
  reached <- cumulated[upto * 1000 >= p * 1000 * sum(w)]
  if (reached$upto[1] * 1000 == p * 1000 * sum(cumulated$w)) (reached$x[1] + reached$x[2]) / 2 else reached$x[1]
}
brought <- lines[flow == "N"]
brought[, part := register$section[match(who, register$tax)]]
brought <- brought[!is.na(part)]
brought[, part := fcase(part %in% c("B@2025", "C@2025", "D@2025"), "industry", part == "#unmapped", part, default = "#others")]
brought[, channel := luong]
d <- c("part", "channel")
w <- cells(brought, d, subsets(d), quote({
  kilograms <- sum(weight) / 1000
  centre <- sum(rate * (weight / 1000)) / kilograms
  .(weight = sum(weight), mean = centre / 100, median = weighted_inverse(rate, weight, 0.5), sd = if (kilograms <= 1) NA_real_ else sqrt(sum((weight / 1000) * (rate - centre)^2) / (kilograms - 1)) / 100,
    upper = weighted_inverse(usd, weight, 0.755), unweighted = type2(usd, 0.025))
}))
answer("own_decimal_weights", w, d, weight = exact(w$weight, 3), mean = quotient(w$mean), median = exact(w$median * 10, 3), standard_deviation = quotient(w$sd), upper = exact(w$upper * 10, 3), unweighted = exact(w$unweighted * 10, 3))

active[, year := substr(iso(ngay_dk), 1, 4)]
d <- c("band", "year")
w <- cells(active, d, subsets(d), quote(.(median = weighted_type2(capital, employees, 0.5), sd = weighted_sd(capital, employees), lower = weighted_type2(capital, employees, 0.25), plain = type2(capital, 0.5))))
answer("own_small_cells", w, d, median = exact(w$median * 10, 1), standard_deviation = quotient(w$sd), lower = exact(w$lower * 10, 1), plain = exact(w$plain * 10, 1))

firsts <- lines[number(so_dong) == 1 & luong == "3" & flow == "X"]
stopifnot(nrow(firsts) %% 20 == 0)
lines[, twentieth := as.character(findInterval(usd, inverse(firsts$usd, 20), left.open = TRUE) + 1)]
lines[, again := twentieth]
d <- c("twentieth", "again")
w <- cells(lines, d, list("twentieth", character(), "again"), quote(.(n = as.numeric(.N), high = largest(usd))))
answer("own_equal_weights", w, d, lines = exact(w$n), highest = exact(w$high, 2))

schools[, school := padded(ma_truong, 8)]
pupils[, school := padded(ma_truong, 8)]
pupils[schools, on = c("school", "period"), `:=`(type = i.type, rooms = i.rooms, found = i.school)]
pupils[, type := fifelse(is.na(found), "#not_linked", type)]
d <- c("type", "period")
w <- cells(pupils, d, subsets("type", "period"), quote(.(n = as.numeric(.N), rooms = mean_of(rooms), sd = deviation(rooms), schools = as.numeric(uniqueN(found[!is.na(found)])))))
answer("own_pupil_school", w, d, pupils = exact(w$n), rooms = quotient(w$rooms), deviation = quotient(w$sd), schools = exact(w$schools), per_school = quotient(divided(w$n, w$schools)))

active[, registered := quarter_of(iso(ngay_dk))]
d <- c("registered", "sector")
w <- cells(active, d, subsets(d), quote(.(n = as.numeric(.N), employees = total(employees))))
w[, size := divided(zero(employees) * 100, n)]
w[!startsWith(registered, "#"), `:=`(place = frank(-n, ties.method = "min"), place_of_size = frank(-size, ties.method = "min")), by = sector]
w[!startsWith(sector, "#"), place_of_sector := frank(n, ties.method = "min"), by = registered]
rank_text <- function(x) fifelse(is.na(x), "NP", exact(as.numeric(x)))
answer("own_rank", w, d, enterprises = exact(w$n), rank = rank_text(w$place), rank_of_sector = rank_text(w$place_of_sector), size = quotient(w$size), rank_of_size = rank_text(w$place_of_size))

# Over time each figure reaches places without records: later months for a running sum, all months for an index, the year after for a change.
d <- c("section", "period")
w <- cells(returns[toupper(loai_ky) == "M"], d, subsets("section", "period"), quote(.(turnover = total(turnover))))
months <- sort(unique(w$period))
grid <- CJ(section = unique(w$section), period = months)
grid[w, on = d, turnover := i.turnover]
setorder(grid, section, period)
grid[, `:=`(running = cumsum(zero(turnover)), begun = cumsum(!is.na(turnover)) > 0, base = zero(turnover[period == "2024-02"]), indexed = !is.na(turnover[period == "2024-02"])), by = section]
grid[, then := before(grid, "turnover", d, "period", months_before(period, 12))]
grid[, had := !is.na(at(grid, "turnover", d, list(period = months_before(period, 12))))]
grid <- grid[!is.na(turnover) | begun | indexed | had]
answer("own_time", grid, d, turnover = fifelse(is.na(grid$turnover), "none", exact(grid$turnover)), running = where_known(exact(grid$running), unbroken(grid$period, returns$period)), change = exact(zero(grid$turnover) - grid$then),
       index = quotient(divided(zero(grid$turnover), grid$base, 100)))

statements[, assets := number(b01_270)]
measured <- statements[profit > 0 & assets > 0 & !is.na(turnover)][order(turnover)]
upto <- measured[, .(assets = sum(assets)), by = turnover][, .(turnover, upto = cumsum(assets))]
cuts <- vapply(1:3, function(k) upto[4 * upto >= k * max(upto), turnover[1]], 0)
statements[, band := key_of(as.character(findInterval(turnover, cuts, left.open = TRUE) + 1))]
d <- "band"
w <- cells(statements[period == "2025"], d, subsets(d), quote(.(n = as.numeric(.N), low = smallest(turnover), high = largest(turnover), assets = total(assets), sd = deviation(turnover))))
answer("own_quantiles", w, d, statements = exact(w$n), lowest = exact(w$low), highest = exact(w$high), assets = exact(w$assets), deviation = quotient(w$sd))

fwrite(rbindlist(answers), target, sep = "\t", quote = FALSE)
