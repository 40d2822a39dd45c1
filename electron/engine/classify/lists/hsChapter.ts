// The Harmonised System 2022: 21 sections and their chapters, with short names of our own.
// Out: one version of two levels. Headings and eight-digit lines reach a workspace as imported packages.
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { items, level, version } from './table.ts'

/** chapter | Vietnamese | English | section */
const chapters = `
  01|Động vật sống|Live animals|S01
  02|Thịt và phụ phẩm ăn được|Meat and edible offal|S01
  03|Cá, giáp xác, thân mềm|Fish, crustaceans, molluscs|S01
  04|Sữa, trứng, mật ong|Dairy, eggs, honey|S01
  05|Sản phẩm khác gốc động vật|Other products of animal origin|S01
  06|Cây sống, hoa cắt|Live plants, cut flowers|S02
  07|Rau, củ ăn được|Edible vegetables|S02
  08|Quả và hạt ăn được|Edible fruit and nuts|S02
  09|Cà phê, chè, gia vị|Coffee, tea, spices|S02
  10|Ngũ cốc|Cereals|S02
  11|Sản phẩm xay xát, tinh bột|Milling products, starches|S02
  12|Hạt và quả có dầu|Oil seeds|S02
  13|Cánh kiến, gôm, nhựa cây|Gums, resins, plant extracts|S02
  14|Vật liệu thực vật để tết bện|Plaiting materials|S02
  15|Mỡ và dầu động, thực vật|Fats and oils|S03
  16|Chế phẩm từ thịt, cá|Preparations of meat and fish|S04
  17|Đường và kẹo đường|Sugars and confectionery|S04
  18|Ca cao và chế phẩm|Cocoa and preparations|S04
  19|Chế phẩm từ ngũ cốc, bánh|Cereal preparations, pastry|S04
  20|Chế phẩm từ rau, quả|Preparations of vegetables and fruit|S04
  21|Chế phẩm ăn được khác|Other food preparations|S04
  22|Đồ uống, rượu, giấm|Beverages, spirits, vinegar|S04
  23|Phế liệu thực phẩm, thức ăn gia súc|Food residues, animal fodder|S04
  24|Thuốc lá|Tobacco|S04
  25|Muối, lưu huỳnh, đất, đá, xi măng|Salt, sulphur, stone, cement|S05
  26|Quặng, xỉ, tro|Ores, slag, ash|S05
  27|Nhiên liệu khoáng, dầu khoáng|Mineral fuels and oils|S05
  28|Hóa chất vô cơ|Inorganic chemicals|S06
  29|Hóa chất hữu cơ|Organic chemicals|S06
  30|Dược phẩm|Pharmaceutical products|S06
  31|Phân bón|Fertilisers|S06
  32|Thuốc nhuộm, sơn, mực|Dyes, paints, inks|S06
  33|Tinh dầu, mỹ phẩm|Essential oils, cosmetics|S06
  34|Xà phòng, chất tẩy rửa, nến|Soap, detergents, candles|S06
  35|Chất anbumin, keo, enzim|Albuminoids, glues, enzymes|S06
  36|Thuốc nổ, pháo, diêm|Explosives, fireworks, matches|S06
  37|Vật liệu ảnh, điện ảnh|Photographic goods|S06
  38|Sản phẩm hóa chất khác|Other chemical products|S06
  39|Plastic và sản phẩm|Plastics and articles|S07
  40|Cao su và sản phẩm|Rubber and articles|S07
  41|Da sống và da thuộc|Hides, skins, leather|S08
  42|Sản phẩm da, túi xách, va li|Leather articles, bags|S08
  43|Da lông|Furskins|S08
  44|Gỗ và sản phẩm gỗ|Wood and articles|S09
  45|Lie và sản phẩm|Cork and articles|S09
  46|Sản phẩm tết bện, mây tre|Basketware, wickerwork|S09
  47|Bột giấy|Wood pulp|S10
  48|Giấy và bìa|Paper and paperboard|S10
  49|Sách, báo, ấn phẩm|Books, printed matter|S10
  50|Tơ tằm|Silk|S11
  51|Lông cừu, lông động vật|Wool, animal hair|S11
  52|Bông|Cotton|S11
  53|Xơ thực vật khác|Other vegetable fibres|S11
  54|Sợi filament nhân tạo|Man-made filaments|S11
  55|Xơ staple nhân tạo|Man-made staple fibres|S11
  56|Mền xơ, dây, thừng|Wadding, twine, ropes|S11
  57|Thảm|Carpets|S11
  58|Vải dệt đặc biệt, ren, thêu|Special fabrics, lace, embroidery|S11
  59|Vải tráng, phủ, kỹ thuật|Coated and technical fabrics|S11
  60|Vải dệt kim|Knitted fabrics|S11
  61|Quần áo dệt kim|Knitted apparel|S11
  62|Quần áo không dệt kim|Apparel, not knitted|S11
  63|Hàng dệt may sẵn khác|Other made-up textiles|S11
  64|Giày, dép|Footwear|S12
  65|Mũ và khăn đội đầu|Headgear|S12
  66|Ô, dù, gậy|Umbrellas, sticks|S12
  67|Lông vũ, hoa nhân tạo|Feathers, artificial flowers|S12
  68|Sản phẩm đá, xi măng, thạch cao|Articles of stone, cement, plaster|S13
  69|Gốm, sứ|Ceramics|S13
  70|Thủy tinh|Glass|S13
  71|Ngọc, đá quý, kim loại quý|Pearls, precious stones and metals|S14
  72|Sắt và thép|Iron and steel|S15
  73|Sản phẩm sắt thép|Articles of iron or steel|S15
  74|Đồng và sản phẩm|Copper and articles|S15
  75|Niken và sản phẩm|Nickel and articles|S15
  76|Nhôm và sản phẩm|Aluminium and articles|S15
  78|Chì và sản phẩm|Lead and articles|S15
  79|Kẽm và sản phẩm|Zinc and articles|S15
  80|Thiếc và sản phẩm|Tin and articles|S15
  81|Kim loại cơ bản khác|Other base metals|S15
  82|Dụng cụ, dao kéo|Tools, cutlery|S15
  83|Hàng tạp kim loại cơ bản|Miscellaneous base metal articles|S15
  84|Máy móc, thiết bị cơ khí|Machinery and mechanical appliances|S16
  85|Máy điện, thiết bị điện tử|Electrical and electronic equipment|S16
  86|Phương tiện đường sắt|Railway equipment|S17
  87|Xe có động cơ và phụ tùng|Motor vehicles and parts|S17
  88|Phương tiện bay|Aircraft|S17
  89|Tàu, thuyền|Ships and boats|S17
  90|Dụng cụ quang học, đo lường, y tế|Optical, measuring, medical instruments|S18
  91|Đồng hồ|Clocks and watches|S18
  92|Nhạc cụ|Musical instruments|S18
  93|Vũ khí, đạn dược|Arms and ammunition|S19
  94|Đồ nội thất, đèn, nhà lắp ghép|Furniture, lamps, prefabricated buildings|S20
  95|Đồ chơi, dụng cụ thể thao|Toys, sports requisites|S20
  96|Hàng chế tạo khác|Other manufactured articles|S20
  97|Tác phẩm nghệ thuật, đồ cổ|Works of art, antiques|S21
  98|Hàng ưu đãi riêng của Việt Nam|National preferential lines|S22
`

/** section | Vietnamese | English; the codes sort as the Roman numerals do */
const sections = `
  S01|I. Động vật sống và sản phẩm|I. Animals and animal products
  S02|II. Sản phẩm thực vật|II. Vegetable products
  S03|III. Mỡ và dầu|III. Fats and oils
  S04|IV. Thực phẩm, đồ uống, thuốc lá|IV. Food, beverages, tobacco
  S05|V. Khoáng sản|V. Mineral products
  S06|VI. Hóa chất|VI. Chemicals
  S07|VII. Plastic và cao su|VII. Plastics and rubber
  S08|VIII. Da và sản phẩm da|VIII. Hides and leather
  S09|IX. Gỗ và sản phẩm gỗ|IX. Wood and articles
  S10|X. Bột giấy, giấy|X. Pulp and paper
  S11|XI. Dệt may|XI. Textiles and apparel
  S12|XII. Giày dép, mũ, ô|XII. Footwear, headgear, umbrellas
  S13|XIII. Đá, gốm, thủy tinh|XIII. Stone, ceramics, glass
  S14|XIV. Đá quý, kim loại quý|XIV. Precious stones and metals
  S15|XV. Kim loại cơ bản|XV. Base metals
  S16|XVI. Máy móc, thiết bị điện|XVI. Machinery and electrical equipment
  S17|XVII. Phương tiện vận tải|XVII. Transport equipment
  S18|XVIII. Dụng cụ chính xác, đồng hồ|XVIII. Instruments, clocks
  S19|XIX. Vũ khí|XIX. Arms
  S20|XX. Hàng chế tạo khác|XX. Other manufactures
  S21|XXI. Tác phẩm nghệ thuật|XXI. Works of art
  S22|Hàng theo danh mục riêng|National list
`

export const hsChapterList: CodeListVersion = version(
  'hs_chapter',
  '2022',
  bilingual('Danh mục HS 2022', 'Harmonised System 2022'),
  [level('chapter', 'Chương', 'Chapter'), level('hs_section', 'Phần', 'Section')],
  [...items('chapter', chapters), ...items('hs_section', sections)],
)
