// Code lists of the customs file: flow, procedure code with its flow, channel, transport, units of quantity, tariff
// tables. Out: one version each. Which procedures count as merchandise trade is a derived variable of the dataset.
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { flatList, items, level, version } from './table.ts'

const flows = `
  X|Xuất khẩu|Exports
  N|Nhập khẩu|Imports
`

export const customsLists: CodeListVersion[] = [
  flatList('trade_flow', 'Xuất khẩu, nhập khẩu', 'Flow', flows),
  version(
    'customs_procedure',
    '2021',
    bilingual('Mã loại hình (QĐ 1357/QĐ-TCHQ)', 'Procedure codes (Decision 1357/QĐ-TCHQ)'),
    [level('customs_procedure', 'Mã loại hình', 'Procedure code'), level('procedure_flow', 'Chiều', 'Flow')],
    [
      ...items(
        'customs_procedure',
        `
      A11|Nhập kinh doanh tiêu dùng|Import for consumption trade|N
      A12|Nhập kinh doanh sản xuất|Import for production|N
      A21|Chuyển tiêu thụ nội địa từ nguồn tạm nhập|Home use of temporarily imported goods|N
      A31|Nhập khẩu hàng hóa đã xuất khẩu|Re-import of exported goods|N
      A41|Nhập kinh doanh của doanh nghiệp thực hiện quyền nhập khẩu|Import under trading rights|N
      A42|Thay đổi mục đích sử dụng hoặc chuyển tiêu thụ nội địa từ các loại hình khác, trừ tạm nhập|Change of purpose or home use|N
      A43|Nhập khẩu hàng hóa thuộc Chương trình ưu đãi thuế|Import under an incentive programme|N
      A44|Tạm nhập hàng hóa bán tại cửa hàng miễn thuế|Temporary import for duty-free shops|N
      B11|Xuất kinh doanh|Export for trade|X
      B12|Xuất sau khi đã tạm xuất|Export after temporary export|X
      B13|Xuất khẩu hàng đã nhập khẩu|Export of imported goods|X
      C11|Hàng nước ngoài gửi kho ngoại quan|Foreign goods into bonded warehouse|N
      C12|Hàng hóa từ kho ngoại quan xuất đi nước ngoài|Goods out of bonded warehouse to abroad|X
      C21|Hàng đưa vào khu phi thuế quan|Goods into non-tariff zone|N
      C22|Hàng đưa ra khỏi khu phi thuế quan|Goods out of non-tariff zone|X
      E11|Nhập nguyên liệu của DNCX từ nước ngoài|Materials of export-processing enterprise from abroad|N
      E13|Nhập hàng hóa khác vào DNCX|Other goods into export-processing enterprise|N
      E15|Nhập nguyên liệu, vật tư của DNCX từ nội địa|Materials of export-processing enterprise from the home market|N
      E21|Nhập nguyên liệu, vật tư để gia công cho thương nhân nước ngoài|Materials for processing for foreign traders|N
      E23|Nhập nguyên liệu, vật tư gia công từ hợp đồng khác chuyển sang|Processing materials from another contract|N
      E31|Nhập nguyên liệu sản xuất xuất khẩu|Materials for export production|N
      E33|Nhập nguyên liệu, vật tư vào kho bảo thuế|Materials into tax-suspension warehouse|N
      E41|Nhập sản phẩm thuê gia công ở nước ngoài|Products processed abroad|N
      E42|Xuất khẩu sản phẩm của DNCX|Export of export-processing enterprise|X
      E46|Hàng của DNCX vào nội địa để gia công|Goods of export-processing enterprise to home market for processing|X
      E52|Xuất sản phẩm gia công cho thương nhân nước ngoài|Export of products processed for foreign traders|X
      E54|Xuất nguyên liệu gia công từ hợp đồng này sang hợp đồng khác|Processing materials to another contract|X
      E56|Xuất sản phẩm gia công giao hàng tại nội địa|Processed products delivered at home|X
      E62|Xuất sản phẩm sản xuất xuất khẩu|Export of products of export production|X
      E82|Xuất nguyên liệu, vật tư thuê gia công ở nước ngoài|Materials sent for processing abroad|X
      G11|Tạm nhập hàng kinh doanh tạm nhập tái xuất|Temporary import for re-export trade|N
      G12|Tạm nhập máy móc, thiết bị phục vụ dự án có thời hạn|Temporary import of equipment for projects|N
      G13|Tạm nhập miễn thuế|Temporary import, duty-free|N
      G14|Tạm nhập khác|Other temporary import|N
      G21|Tái xuất hàng kinh doanh tạm nhập tái xuất|Re-export in re-export trade|X
      G22|Tái xuất máy móc, thiết bị phục vụ dự án có thời hạn|Re-export of equipment of projects|X
      G23|Tái xuất miễn thuế hàng tạm nhập|Re-export of duty-free temporary import|X
      G24|Tái xuất khác|Other re-export|X
      G51|Tái nhập hàng hóa đã tạm xuất|Re-import of temporary export|N
      G61|Tạm xuất hàng hóa|Temporary export|X
      H11|Hàng nhập khẩu khác|Other import|N
      H21|Xuất khẩu hàng khác|Other export|X    `,
      ),
      ...items('procedure_flow', flows),
    ],
  ),
  flatList(
    'customs_channel',
    'Luồng',
    'Channel',
    `
    1|Luồng xanh|Green
    2|Luồng vàng|Yellow
    3|Luồng đỏ|Red
  `,
  ),
  flatList(
    'transport_mode',
    'Phương thức vận chuyển',
    'Mode of transport',
    `
    1|Đường hàng không|Air
    2|Đường biển (container)|Sea, container
    3|Đường biển (hàng rời, lỏng)|Sea, bulk
    4|Đường bộ (xe tải)|Road
    5|Đường sắt|Rail
    6|Đường sông|Inland waterway
    9|Khác|Other
  `,
  ),
  flatList(
    'quantity_unit',
    'Đơn vị tính',
    'Unit of quantity',
    `
    PCE|Cái, chiếc|Piece
    SET|Bộ|Set
    PR|Đôi, cặp|Pair
    DZN|Tá|Dozen
    KGM|Kilôgam|Kilogram
    GRM|Gam|Gram
    TNE|Tấn|Tonne
    MTR|Mét|Metre
    MTK|Mét vuông|Square metre
    MTQ|Mét khối|Cubic metre
    LTR|Lít|Litre
    BBL|Thùng dầu|Barrel
    ROL|Cuộn|Roll
    UNV|Đơn vị khác|Other unit
  `,
  ),
  flatList(
    'tariff_table',
    'Biểu thuế',
    'Tariff table',
    `
    B01|Thuế suất ưu đãi (MFN)|Most favoured nation
    B03|Thuế suất thông thường|Ordinary rate
    B04|ATIGA (ASEAN)|ATIGA (ASEAN)
    B05|ACFTA (ASEAN – Trung Quốc)|ACFTA (ASEAN–China)
    B06|AKFTA (ASEAN – Hàn Quốc)|AKFTA (ASEAN–Korea)
    B10|AJCEP (ASEAN – Nhật Bản)|AJCEP (ASEAN–Japan)
    B16|VKFTA (Việt Nam – Hàn Quốc)|VKFTA (Viet Nam–Korea)
    B19|CPTPP|CPTPP
    B20|EVFTA (Việt Nam – EU)|EVFTA (Viet Nam–EU)
    B22|RCEP|RCEP
    B30|Không chịu thuế|Not dutiable
  `,
  ),
]
