# Reads .dta and .sav with haven. In: paths and where to write. Out: file, row, column, value (17 digits), missing tag; labelled numbers as their labels.
suppressPackageStartupMessages(library(haven))
arguments <- commandArgs(TRUE)
target <- arguments[1]
parts <- lapply(arguments[-1], function(path) {
  data <- if (endsWith(path, ".dta")) read_dta(path) else read_sav(path)
  do.call(rbind, lapply(names(data), function(name) {
    column <- data[[name]]
    value <- if (is.numeric(column)) ifelse(is.na(column), "", sprintf("%.17g", as.numeric(column))) else as.character(column)
    tag <- if (is.double(column)) ifelse(is.na(na_tag(column)), "", na_tag(column)) else ""
    data.frame(file = basename(path), row = seq_len(nrow(data)), column = name, value = value, tag = tag)
  }))
})
write.table(do.call(rbind, parts), target, sep = "\t", quote = FALSE, row.names = FALSE, na = "")
