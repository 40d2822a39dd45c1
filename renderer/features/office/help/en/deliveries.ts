// Help: deliveries.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Deliveries',
  about:
    'A delivery is one file of one agency for one period. Every row is checked; a row that fails is kept with its reason.',
  sections: [
    {
      title: 'Importing a file',
      points: [
        'Ctrl+O, choose a file. Layout and period are recognised, so are delimiter, encoding and line ends; look at the first rows and press Import.',
        'The same file again changes nothing. A new file of the same period replaces the rows of the one before; a further part of the period is chosen as such.',
        'Numbers and dates are read in one form for a whole column (1.234,5 or 1,234.5; day or month first). What a column cannot tell is rejected or asked, never guessed.',
        'Files of one period in one run are its parts when no record is in two of them; else none is taken in and both are named.',
        'Cancelling midway leaves the data as they were.',
      ],
    },
    {
      title: 'Reading the result',
      points: [
        'A rule of severity “reject” keeps the row out; “flag” takes it in and marks it.',
        'The list of rejects gives the row number in the file and the text as it came, to send back to the agency.',
        'A note (decimal comma, month first, spellings of “no value”, empty lines) says how the file was read; no row is rejected or flagged for it.',
        'All lines of the file are accounted for: heading, empty lines, rows read; rows read are rows accepted and rows rejected.',
        'Withdrawing removes every row of the delivery; the file can be imported again.',
        'Files or a folder can also be dropped on the window.',
        'Watched folder (page of deliveries): files dropped into it are taken in once they are whole, each once; what fails goes to the folder set-aside with its reason. On the command line: watch.',
        'Before a file is taken in, choose Compare first: it is read, checked and set against the period before while none of its rows stands; take it in, or send it back. On the command line: import … --compare.',
        'A delivery is set against the period before on its page: rows, totals, units that are new or gone, shares that moved. Accept it, or send it back: then its rows are withdrawn and the decision is kept.',
        'The home of deliveries says what is due, overdue and came late; the days after the end of a period are set for each dataset.',
      ],
    },
    {
      title: 'A file of another kind',
      points: [
        'XLSX, XLS, XLSB, OpenDocument, tables of a web page, XML, JSON, Parquet, Stata, SPSS, CSPro, Survey Solutions, PX, JSON-stat, DBF, SQLite, text of any delimiter or fixed width, and a ZIP of these are looked through whole: format, letters, heading, types, lists and key are proposed, each with how sure it is and why.',
        'Columns marked with a question mark are not settled by the file itself, such as days and months that can be exchanged: choose how they are written.',
        '“First rows” shows the file as it stands beside what will be stored, and what would be rejected and why. Totals and notes below a table are rejected, never silently left out.',
        'The layout is kept: the next file of its kind needs one click. A file that differs from a known layout is told column by column.',
      ],
    },
    {
      title: 'Quality',
      points: [
        'The quality report on the page of a delivery: completeness, validity, uniqueness, coherence, coverage, timeliness and values edited, with their trend over the periods; printed, or by statdesk quality.',
        'What cannot be known reads “…” with its reason (no period before, rules not run), never zero.',
      ],
    },
  ],
}
