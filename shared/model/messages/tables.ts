// Failures of tables and of the variables they read, in both languages. A code, once released, keeps its meaning.
import { bilingual as m } from '../text.ts'
import type { Bilingual } from '../text.ts'

export const tableMessages = {
  VARIABLE_UNKNOWN: m(
    'Không có biến “{variable}” trong “{dataset}”.',
    'There is no variable “{variable}” in “{dataset}”.',
  ),
  IMPUTED_ACROSS_LINK: m(
    'Bảng này lấy “{variable}” qua liên kết từ “{dataset}”, nơi có {count} giá trị được gán; qua liên kết chưa bỏ được giá trị gán. Hãy lập bảng trên chính “{dataset}”, hoặc tính cả giá trị gán.',
    'This table reads “{variable}” across a link from “{dataset}”, where {count} values were imputed; across a link they cannot be left out. Build the table on “{dataset}” itself, or count imputed values too.',
  ),
  VARIABLES_UNKNOWN: m(
    '“{dataset}” không có các biến này: {variables}. Hãy bỏ chúng khỏi bảng, hoặc tạo hay nhận lại chúng trước.',
    '“{dataset}” does not have these variables: {variables}. Take them out of the table, or make or import them first.',
  ),
  VARIABLE_NOT_TABULABLE: m(
    'Biến “{variable}” là mã định danh hoặc văn bản, không đưa vào bảng được.',
    'The variable “{variable}” is an identifier or text and cannot stand in a table.',
  ),
  VARIABLE_NAME_TAKEN: m(
    'Tên “{variable}” đã là một biến của “{dataset}”. Hãy đặt tên khác cho biến mới.',
    'The name “{variable}” is already a variable of “{dataset}”. Give the new variable another name.',
  ),
  VARIABLE_DATASET: m(
    'Biến “{variable}” thuộc bộ dữ liệu “{of}”, không dùng được với “{dataset}”.',
    'The variable “{variable}” belongs to the dataset “{of}” and cannot be used with “{dataset}”.',
  ),
  VARIABLE_INPUT_UNKNOWN: m(
    'Biến “{variable}”, mục {field}: không còn biến “{of}” trong “{dataset}” (có thể đã bị xóa). Hãy chọn biến khác hoặc khôi phục biến đó.',
    'Variable “{variable}”, field {field}: there is no variable “{of}” in “{dataset}” (it may have been removed). Choose another or restore it.',
  ),
  VARIABLE_TYPE: m(
    'Biến “{variable}”, mục {field}: “{of}” không dùng được ở đây; cần {wanted}.',
    'Variable “{variable}”, field {field}: “{of}” cannot be used here; {wanted} is needed.',
  ),
  VARIABLE_LINKS: m(
    'Biến “{variable}” đọc qua hai liên kết ({links}); một biến chỉ đọc qua một liên kết.',
    'The variable “{variable}” reads across two links ({links}); a variable reads across one.',
  ),
  VARIABLE_CYCLE: m(
    'Biến “{variable}” tham chiếu vòng tròn: {path}. Hãy bỏ một mắt xích.',
    'The variable “{variable}” refers to itself: {path}. Break the chain at one place.',
  ),
  VARIABLE_GROUPS_OVERLAP: m(
    'Biến “{variable}”, mục {field}: phân loại “{category}” nằm trong hai nhóm “{first}” và “{second}”. Hãy bỏ khỏi một nhóm.',
    'Variable “{variable}”, field {field}: the category “{category}” is in two groups, “{first}” and “{second}”. Take it out of one.',
  ),
  VARIABLE_MEMBER_UNKNOWN: m(
    'Biến “{variable}”, {field}: “{code}” không phải là mã của {of}. Có phải là “{meant}”?',
    'Variable “{variable}”, {field}: “{code}” is no code of {of}. Did you mean “{meant}”?',
  ),
  VARIABLE_GROUP_CODE: m(
    'Biến “{variable}”, mục {field}: mã nhóm “{code}” trùng với nhóm khác hoặc với một mã được giữ nguyên. Hãy đặt mã khác.',
    'Variable “{variable}”, field {field}: the group code “{code}” is that of another group or of a category kept as it is. Give another code.',
  ),
  VARIABLE_BOUNDS: m(
    'Biến “{variable}”, mục {field}: ngưỡng {bound} không lớn hơn ngưỡng trước ({previous}). Ngưỡng phải tăng dần.',
    'Variable “{variable}”, field {field}: the bound {bound} is not above the one before ({previous}). Bounds must ascend.',
  ),
  VARIABLE_LABELS: m(
    'Biến “{variable}”, mục {field}: có {labels} tên cho {bands} khoảng. Hãy đặt đủ {bands} tên, hoặc bỏ hết để tự đặt.',
    'Variable “{variable}”, field {field}: {labels} labels for {bands} bands. Give {bands}, or none to have them made.',
  ),
  VARIABLE_EXPRESSION: m(
    'Biến “{variable}”, mục {field}: biểu thức sai ở ký tự {position}: {reason}',
    'Variable “{variable}”, field {field}: the expression is wrong at character {position}: {reason}',
  ),
  VARIABLE_NO_RECORDS: m(
    'Biến “{variable}”: không có bản ghi nào có giá trị để chia nhóm bằng nhau.',
    'Variable “{variable}”: no record has a value to cut equal groups from.',
  ),
  TABLE_TOO_LARGE: m(
    'Bảng có khoảng {cells} ô, quá {limit}. Hãy bớt một phân tổ, lọc bớt, hoặc xuất thẳng ra CSV.',
    'The table has about {cells} cells, over {limit}. Drop a dimension, filter, or export straight to CSV.',
  ),
  TABLE_EMPTY: m('Không có bản ghi nào thỏa điều kiện của bảng.', 'No record satisfies the table’s conditions.'),
  PUBLISH_ONE_CROSSING: m(
    'Bảng có {count} khối; một tệp {format} chỉ chứa được một. Hãy chọn khối ({choices}), hoặc xuất dạng dữ liệu gọn (CSV, SDMX-CSV, Parquet, Stata, SPSS) để có tất cả.',
    'The table has {count} blocks; one {format} file holds one. Choose a block ({choices}), or export as tidy data (CSV, SDMX-CSV, Parquet, Stata, SPSS) to have them all.',
  ),
  TABLE_CHECK_DIFFERS: m(
    'Hai bộ máy cho kết quả khác nhau ở {cells} ô. Không dùng bảng này; hãy báo lỗi.',
    'The two engines differ in {cells} cells. Do not use this table; report it.',
  ),
  VARIABLE_NOT_LISTABLE: m(
    'Các giá trị của biến “{variable}” là mã người, chỉ cho biết có bao nhiêu chứ không liệt kê được. Hãy chọn biến khác.',
    'The values of “{variable}” are person codes: how many there are can be told, not which. Choose another variable.',
  ),
  VARIABLE_NOT_NUMBER: m(
    'Biến “{variable}” không phải là số; phép này chỉ làm được với biến số.',
    '“{variable}” is not a number; this can be done with numbers only.',
  ),
} as const satisfies Record<string, Bilingual>
