# The bench's tables in R data.table: reads the delivered file once, prints one line of JSON with medians in seconds.
# In: the CSV of pupils, the number of runs. Out: load, grouped table, all totals, median and distinct count. Nothing is written.
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(trailingOnly = TRUE)
runs <- as.integer(arguments[2])
load <- system.time(pupils <- fread(arguments[1], select = c("ma_tinh", "khoi", "gioi_tinh", "nam_sinh", "ma_truong"), colClasses = list(character = c("ma_tinh", "khoi", "gioi_tinh", "ma_truong")), showProgress = FALSE))[["elapsed"]]
pupils[, nam_sinh := suppressWarnings(as.integer(nam_sinh))]
timed <- function(work) median(vapply(seq_len(runs), function(run) system.time(work())[["elapsed"]], numeric(1)))
grouped <- timed(function() pupils[, .(n = .N, born = mean(nam_sinh, na.rm = TRUE)), by = .(ma_tinh, khoi, gioi_tinh)])
totals <- timed(function() cube(pupils, .(n = .N, born = mean(nam_sinh, na.rm = TRUE)), by = c("ma_tinh", "khoi", "gioi_tinh")))
hard <- timed(function() groupingsets(pupils, .(m = median(as.numeric(nam_sinh), na.rm = TRUE), d = uniqueN(ma_truong)), by = c("ma_tinh", "gioi_tinh"), sets = list(c("ma_tinh", "gioi_tinh"), "ma_tinh", "gioi_tinh", character())))
cat(sprintf('{"rows":%d,"threads":%d,"load":%.3f,"grouped":%.3f,"totals":%.3f,"hard":%.3f}\n', nrow(pupils), getDTthreads(), load, grouped, totals, hard))
