// Activities: divisions and sections of VSIC 2018 and VSIC 2025, and what is known to correspond at the level of
// divisions. Out: two versions and the correspondences. Classes and five-digit codes reach a workspace as imported
// packages.
import type { CodeListVersion, Correspondence } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { items, level, tableRows, version } from './table.ts'

const sections2018 = `
  A|Nông nghiệp, lâm nghiệp và thuỷ sản|Agriculture, forestry and fishing
  B|Khai khoáng|Mining and quarrying
  C|Công nghiệp chế biến, chế tạo|Manufacturing
  D|Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí|Electricity, gas, steam and air conditioning
  E|Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải|Water supply, sewerage, waste
  F|Xây dựng|Construction
  G|Bán buôn và bán lẻ; sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác|Wholesale and retail trade; repair of vehicles
  H|Vận tải kho bãi|Transportation and storage
  I|Dịch vụ lưu trú và ăn uống|Accommodation and food service
  J|Thông tin và truyền thông|Information and communication
  K|Hoạt động tài chính, ngân hàng và bảo hiểm|Financial and insurance
  L|Hoạt động kinh doanh bất động sản|Real estate
  M|Hoạt động chuyên môn, khoa học và công nghệ|Professional, scientific and technical
  N|Hoạt động hành chính và dịch vụ hỗ trợ|Administrative and support service
  O|Hoạt động của đảng cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng; bảo đảm xã hội bắt buộc|Party, political-social organisations, public administration, defence
  P|Giáo dục và đào tạo|Education
  Q|Y tế và hoạt động trợ giúp xã hội|Human health and social work
  R|Nghệ thuật, vui chơi và giải trí|Arts, entertainment and recreation
  S|Hoạt động dịch vụ khác|Other services
  T|Hoạt động làm thuê các công việc trong các hộ gia đình, sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình|Households as employers
  U|Hoạt động của các tổ chức và cơ quan quốc tế|International organisations
`

const sections2025 = `
  A|Nông nghiệp, lâm nghiệp và thủy sản|Agriculture, forestry and fishing
  B|Khai khoáng|Mining and quarrying
  C|Công nghiệp chế biến, chế tạo|Manufacturing
  D|Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí|Electricity, gas, steam and air conditioning
  E|Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải|Water supply, sewerage, waste
  F|Xây dựng|Construction
  G|Bán buôn và bán lẻ|Wholesale and retail trade
  H|Vận tải, kho bãi|Transportation and storage
  I|Dịch vụ lưu trú và ăn uống|Accommodation and food service
  J|Hoạt động xuất bản, phát sóng, sản xuất và phân phối nội dung|Publishing, broadcasting, content production and distribution
  K|Hoạt động viễn thông; lập trình máy tính, tư vấn, cơ sở hạ tầng máy tính và các dịch vụ thông tin khác|Telecommunications, computer programming, consultancy, computing infrastructure and other information services
  L|Hoạt động tài chính, ngân hàng và bảo hiểm|Financial and insurance
  M|Hoạt động kinh doanh bất động sản|Real estate
  N|Hoạt động chuyên môn, khoa học và công nghệ|Professional, scientific and technical
  O|Hoạt động hành chính và dịch vụ hỗ trợ|Administrative and support service
  P|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng; bảo đảm xã hội bắt buộc|Party, political-social organisations, public administration, defence
  Q|Giáo dục và đào tạo|Education
  R|Y tế và hoạt động trợ giúp xã hội|Human health and social work
  S|Nghệ thuật, vui chơi và giải trí|Arts, entertainment and recreation
  T|Hoạt động dịch vụ khác|Other services
  U|Hoạt động làm thuê các công việc trong các hộ gia đình, sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình|Households as employers
  V|Hoạt động của các tổ chức và cơ quan quốc tế|International organisations
`

/** division | name | English name | section in 2018 | section in 2025, empty where the division ended */
const divisions = `
  01|Nông nghiệp và hoạt động dịch vụ có liên quan|Crop and animal production, hunting and related services|A|A
  02|Lâm nghiệp và hoạt động dịch vụ có liên quan|Forestry and logging|A|A
  03|Khai thác, nuôi trồng thuỷ sản|Fishing and aquaculture|A|A
  05|Khai thác than cứng và than non|Mining of coal and lignite|B|B
  06|Khai thác dầu thô và khí đốt tự nhiên|Extraction of crude petroleum and natural gas|B|B
  07|Khai thác quặng kim loại|Mining of metal ores|B|B
  08|Khai khoáng khác|Other mining and quarrying|B|B
  09|Dịch vụ hỗ trợ khai thác mỏ và quặng|Mining support services|B|B
  10|Sản xuất chế biến thực phẩm|Food products|C|C
  11|Sản xuất đồ uống|Beverages|C|C
  12|Sản xuất sản phẩm thuốc lá|Tobacco products|C|C
  13|Dệt|Textiles|C|C
  14|Sản xuất trang phục|Wearing apparel|C|C
  15|Sản xuất da và các sản phẩm có liên quan|Leather and related products|C|C
  16|Chế biến gỗ và sản phẩm từ gỗ, tre, nứa (trừ đồ nội thất)|Wood and products of wood|C|C
  17|Sản xuất giấy và sản phẩm từ giấy|Paper and paper products|C|C
  18|In, sao chép bản ghi các loại|Printing and reproduction|C|C
  19|Sản xuất than cốc, sản phẩm dầu mỏ tinh chế|Coke and refined petroleum|C|C
  20|Sản xuất hoá chất và sản phẩm hoá chất|Chemicals|C|C
  21|Sản xuất thuốc, hoá dược và dược liệu|Pharmaceuticals|C|C
  22|Sản xuất sản phẩm từ cao su và plastic|Rubber and plastics|C|C
  23|Sản xuất sản phẩm từ khoáng phi kim loại khác|Other non-metallic mineral products|C|C
  24|Sản xuất kim loại|Basic metals|C|C
  25|Sản phẩm từ kim loại đúc sẵn|Fabricated metal products|C|C
  26|Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học|Computer, electronic and optical products|C|C
  27|Sản xuất thiết bị điện|Electrical equipment|C|C
  28|Sản xuất máy móc, thiết bị chưa được phân vào đâu|Machinery n.e.c.|C|C
  29|Sản xuất xe có động cơ|Motor vehicles|C|C
  30|Sản xuất phương tiện vận tải khác|Other transport equipment|C|C
  31|Sản xuất giường, tủ, bàn, ghế|Furniture|C|C
  32|Công nghiệp chế biến, chế tạo khác|Other manufacturing|C|C
  33|Sửa chữa, bảo dưỡng và lắp đặt máy móc và thiết bị|Repair and installation of machinery|C|C
  35|Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí|Electricity, gas, steam|D|D
  36|Khai thác, xử lý và cung cấp nước|Water collection and supply|E|E
  37|Thoát nước và xử lý nước thải|Sewerage|E|E
  38|Thu gom, xử lý và tiêu huỷ rác thải; tái chế phế liệu|Waste collection, treatment, recovery|E|E
  39|Xử lý ô nhiễm và hoạt động quản lý chất thải khác|Remediation|E|E
  41|Xây dựng nhà các loại|Construction of buildings|F|F
  42|Xây dựng công trình kỹ thuật dân dụng|Civil engineering|F|F
  43|Xây dựng chuyên dụng|Specialised construction|F|F
  45|Bán, sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác|Sale and repair of motor vehicles|G|
  46|Bán buôn (trừ ô tô, mô tô, xe máy và xe có động cơ khác)|Wholesale trade|G|G
  47|Bán lẻ (trừ ô tô, mô tô, xe máy và xe có động cơ khác)|Retail trade|G|G
  49|Vận tải đường sắt, đường bộ và vận tải đường ống|Land transport and pipelines|H|H
  50|Vận tải đường thủy|Water transport|H|H
  51|Vận tải hàng không|Air transport|H|H
  52|Kho bãi và các hoạt động hỗ trợ cho vận tải|Warehousing and transport support|H|H
  53|Bưu chính và chuyển phát|Postal and courier|H|H
  55|Dịch vụ lưu trú|Accommodation|I|I
  56|Dịch vụ ăn uống|Food and beverage service|I|I
  58|Xuất bản|Publishing|J|J
  59|Điện ảnh, chương trình truyền hình, ghi âm và xuất bản âm nhạc|Motion picture, video, sound recording|J|J
  60|Phát thanh, truyền hình|Broadcasting|J|J
  61|Viễn thông|Telecommunications|J|K
  62|Lập trình máy vi tính, dịch vụ tư vấn và các hoạt động khác liên quan đến máy vi tính|Computer programming and consultancy|J|K
  63|Dịch vụ thông tin|Information services|J|K
  64|Dịch vụ tài chính (trừ bảo hiểm và bảo hiểm xã hội)|Financial services|K|L
  65|Bảo hiểm, tái bảo hiểm và bảo hiểm xã hội (trừ bảo đảm xã hội bắt buộc)|Insurance|K|L
  66|Tài chính khác|Activities auxiliary to finance|K|L
  68|Kinh doanh bất động sản|Real estate|L|M
  69|Pháp luật, kế toán và kiểm toán|Legal and accounting|M|N
  70|Hoạt động của trụ sở văn phòng; hoạt động tư vấn quản lý|Head offices; management consultancy|M|N
  71|Kiến trúc; kiểm tra và phân tích kỹ thuật|Architecture, engineering, testing|M|N
  72|Nghiên cứu khoa học và phát triển|Scientific R&D|M|N
  73|Quảng cáo và nghiên cứu thị trường|Advertising and market research|M|N
  74|Chuyên môn, khoa học và công nghệ khác|Other professional activities|M|N
  75|Thú y|Veterinary|M|N
  77|Cho thuê máy móc, thiết bị, đồ dùng và tài sản vô hình|Rental and leasing|N|O
  78|Dịch vụ lao động và việc làm|Employment services|N|O
  79|Đại lý du lịch, kinh doanh tua và dịch vụ hỗ trợ|Travel agencies|N|O
  80|Điều tra bảo đảm an toàn|Security and investigation|N|O
  81|Dịch vụ vệ sinh nhà cửa, công trình và cảnh quan|Services to buildings and landscape|N|O
  82|Hành chính, hỗ trợ văn phòng và hỗ trợ kinh doanh khác|Office administrative and business support|N|O
  84|Đảng, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng|Public administration, defence, social security|O|P
  85|Giáo dục và đào tạo|Education|P|Q
  86|Y tế|Human health|Q|R
  87|Chăm sóc, điều dưỡng tập trung|Residential care|Q|R
  88|Trợ giúp xã hội không tập trung|Social work without accommodation|Q|R
  90|Sáng tác, nghệ thuật và giải trí|Creative arts and entertainment|R|S
  91|Hoạt động của thư viện, lưu trữ, bảo tàng và các hoạt động văn hoá khác|Libraries, archives, museums|R|S
  92|Xổ số, cá cược và đánh bạc|Gambling|R|S
  93|Thể thao, vui chơi và giải trí|Sports and recreation|R|S
  94|Hoạt động của các hiệp hội, tổ chức khác|Membership organisations|S|T
  95|Sửa chữa máy vi tính, đồ dùng cá nhân và gia đình|Repair of computers and household goods|S|T
  96|Dịch vụ phục vụ cá nhân khác|Other personal services|S|T
  97|Làm thuê công việc gia đình trong các hộ gia đình|Households as employers|T|U
  98|Sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình|Undifferentiated household production|T|U
  99|Hoạt động của các tổ chức và cơ quan quốc tế|Extraterritorial organisations|U|V
`

const rows = tableRows(divisions)
const divisionItems = (sectionField: 3 | 4) =>
  rows
    .filter((row) => row[sectionField] !== '')
    .map(([code = '', vi = '', en = '', ...sections]) => ({
      code,
      label: bilingual(vi, en),
      level: 'division',
      parent: sections[sectionField - 3] ?? null,
    }))

const levels = [level('division', 'Ngành cấp 2', 'Division'), level('section', 'Ngành cấp 1', 'Section')]

export const vsicVersions: CodeListVersion[] = [
  version(
    'vsic_division',
    '2018',
    bilingual('VSIC 2018 (QĐ 27/2018/QĐ-TTg)', 'VSIC 2018 (Decision 27/2018/QĐ-TTg)'),
    levels,
    [...divisionItems(3), ...items('section', sections2018)],
    { to: '2025-11-14' },
  ),
  version(
    'vsic_division',
    '2025',
    bilingual('VSIC 2025 (QĐ 36/2025/QĐ-TTg)', 'VSIC 2025 (Decision 36/2025/QĐ-TTg)'),
    levels,
    [...divisionItems(4), ...items('section', sections2025)],
    { from: '2025-11-15' },
  ),
]

const kept = rows.filter((row) => row[4] !== '').map(([code = '']) => code)
/**
 * Trade and repair of vehicles (45) was shared out over 46, 47 and 95: forward it has no single successor, back those
 * three have none.
 */
const receivers = new Set(['46', '47', '95'])

export const vsicCorrespondences: Correspondence[] = [
  { list: 'vsic_division', from: '2018', to: '2025', pairs: kept.map((code) => ({ from: code, to: code })) },
  {
    list: 'vsic_division',
    from: '2025',
    to: '2018',
    pairs: kept.filter((code) => !receivers.has(code)).map((code) => ({ from: code, to: code })),
  },
]
