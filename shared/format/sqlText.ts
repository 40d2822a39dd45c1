// A text as a literal of SQL, the one place where it is quoted. In: text. Out: SQL. Never a name of a column or a
// table.
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`
