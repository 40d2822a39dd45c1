// Help: for the security officer. Each claim ends with the tests that show it; build/security.test.ts sees that they
// exist.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Điều gì được bảo vệ, điều gì không',
  about:
    'Dành cho cán bộ an ninh: hệ thống cấp độ 3 (Nghị định 85/2016/NĐ-CP và văn bản thay thế), Luật 91/2025/QH15 về bảo vệ dữ liệu cá nhân. Chương trình bảo vệ gì trước ai, điều gì không, và phép thử chứng minh từng điều. Cơ quan bổ sung những gì chương trình không làm được: tài khoản, ra vào, mạng, hồ sơ xử lý dữ liệu.',
  sections: [
    {
      title: 'Bảo vệ trước',
      points: [
        'Người lấy được đĩa, thư mục hay bản sao lưu: mọi tệp dữ liệu mã hoá AES-256; khoá chỉ mở bằng mật khẩu (scrypt, 128 MB mỗi lần đoán). [electron/engine/workspace/files/workspace.test.ts, test/faults/markers.test.ts]',
        'Người không được giao quyền: mỗi người có mật khẩu và khoá riêng, vai trò nằm trong khoá đã niêm phong; sửa tệp tiêu đề không cho ai thêm quyền, không gỡ hay đưa ai trở lại. [electron/engine/workspace/people/people.test.ts]',
        'Người ngồi đoán mật khẩu tại chương trình: sau 5 lần sai phải đợi, mỗi lần lâu hơn, và nhật ký ghi số lần sai; mật khẩu yếu bị từ chối. [electron/engine/workspace/people/people.test.ts, shared/model/passphrase.test.ts]',
        'Máy để không: cửa sổ khoá sau số phút do chính sách đặt, bộ máy không trả lời gì cho đến khi nhập lại mật khẩu. [electron/engine/workspace/people/people.test.ts]',
        'Một người lạm quyền: chính sách, người dùng, khoá khôi phục, xuất và chép bản ghi, hiện định danh, huỷ dữ liệu, rút khỏi sổ công bố, thay khoá cần người khác cho phép, có chữ ký số của người đó; số liệu và bản phát hành do người khác người làm ký duyệt, bằng mật khẩu của chính người ký. [electron/engine/workspace/people/people.test.ts, electron/engine/workspace/people/signer.test.ts, electron/engine/door.test.ts]',
        'Bản ghi ra ngoài: chỉ khi cơ quan cho phép; chỉ biến được nêu tên, không định danh, không mã theo người hay doanh nghiệp (trừ khi chính sách cho), trong gói mã hoá có người nhận, lý do, hạn, mở được trọn vẹn hoặc không gì cả; bảng nhớ tạm theo cùng quy tắc, việc chép thẳng bản ghi đang hiện bị giữ lại, và khóa của cặp liên kết chỉ ra ngoài khi bản ghi được phép; ghi nhật ký trước byte đầu tiên. [electron/engine/disseminate/publish/records/exportRecords.test.ts, electron/engine/recordsDoor.test.ts, electron/engine/workspace/files/openPackage.test.ts, test/e2e/people.test.ts]',
        'Hai việc cùng lúc về khoá và người dùng: thay khoá trong lúc thêm người, đổi mật khẩu hay tạo khoá khôi phục không nhốt ai ở ngoài, không đưa ai trở lại; khoá khôi phục đã dùng thì mọi người khác được báo. [electron/engine/workspace/people/together.test.ts]',
        'Người đọc tệp thiết lập của người dùng hay kết quả dòng lệnh: tài liệu đang mở, bản nháp và điều kiện lọc của không gian có khoá nằm trong chính nó, được mã hoá; giá trị bản ghi chỉ in ra màn hình lệnh; trình duyệt của cửa sổ không giữ gì đã gõ. [renderer/app/keptDesk.test.ts, electron/cli/recordsOnScreen.test.ts, electron/host-chromium/browserProfile.test.ts]',
        'Nhật ký bị sửa, cắt, giả, hay mọi tệp bị đưa về lúc trước: chuỗi băm, mốc trong tiêu đề và trong tệp riêng của cơ quan; xuất ra và kiểm được không cần chương trình. [electron/engine/upkeep/tampering.test.ts, electron/engine/workspace/audit/exportLog.test.ts]',
        'Tệp hỏng, mất điện, đĩa đầy: số đúng hoặc lỗi nêu tên tệp, không bao giờ số sai; còn lại đúng những gì có trước hoặc đã yêu cầu. [electron/engine/upkeep/tampering.test.ts, test/faults/kills.test.ts, test/faults/fullDisk.test.ts]',
        'Bản sao lưu vô dụng: mỗi mẩu được đọc lại khi ghi; diễn tập khôi phục dựng lại, kiểm và so từng dòng. [electron/engine/upkeep/drillBackup.test.ts]',
        'Dữ liệu giữ quá hạn: đợt đã huỷ không còn trong tệp nào, có chứng nhận trong nhật ký; thay khoá làm bản sao của khoá cũ vô dụng với dữ liệu từ đó. [electron/engine/upkeep/retention.test.ts]',
        'Chương trình khác và mạng: trang không có mạng, quyền, đường dẫn chưa chọn; bộ cột không đọc, ghi tệp nào ngoài của mình; trình duyệt in không biết mật khẩu. [electron/host/guards.test.ts, electron/host-chromium/isolation.test.ts, electron/engine/workspace/columns/openColumnDatabase.test.ts, electron/host/bridge.test.ts]',
        'Lộ người hay doanh nghiệp qua số liệu: chỉ bảng đã bảo mật rời chương trình, theo chính sách, không theo yêu cầu của người dùng. [test/attack/intruder.test.ts]',
        'Bản in nội bộ bị truyền tay: tên người in hay ghi tệp và giờ in trên từng trang, cả ở tài liệu Word, sổ tính và niên giám. [electron/engine/disseminate/report/printStamp.test.ts, electron/engine/disseminate/report/issue/issues.test.ts]',
      ],
    },
    {
      title: 'Không bảo vệ được',
      points: [
        'Người đọc được bộ nhớ của máy đang chạy, ghi bàn phím hay chụp màn hình: hãy bảo vệ máy.',
        'Người dùng đã có khoá dữ liệu và viết chương trình riêng: vai trò và sự cho phép được giữ ở chương trình này; người đó đọc được mọi thứ. Chữ ký của người cho phép thì không giả được bằng khoá dữ liệu, trừ khi sửa cả danh sách người dùng, điều nhật ký mốc ngoài cho thấy.',
        'Người chép tệp trước khi bị gỡ quyền: vẫn mở được bản đã chép bằng mật khẩu cũ. Thay khoá chỉ bảo vệ những gì có từ đó.',
        'Không có khoá riêng cho từng đợt: các đợt của một lĩnh vực nằm chung một tệp SQLite dưới một khoá. Huỷ là ghi đè, viết lại tệp và thay khoá, không phải huỷ một khoá riêng.',
        'Ổ SSD và ổ mạng có thể giữ khối cũ (đã mã hoá) sau khi ghi đè; bản sao lưu cũ vẫn chứa đợt đã huỷ cho đến khi xoá.',
        'Hạn của gói bản ghi do công cụ mở gói giữ; mật khẩu không biết ngày. Trong lúc xuất, bản rõ nằm trong thư mục outgoing của không gian rồi bị ghi đè.',
        'Các dòng bị loại trả lại cơ quan gửi là tệp rõ, chứa định danh: cần phép và lý do, nhưng không được đóng gói.',
        'Không gian dữ liệu mô phỏng không có mật khẩu, không có người dùng: đừng đưa dữ liệu thật vào.',
        'Tên và vai trò của người dùng nằm rõ trong workspace.json. Số ngẫu nhiên khi mã hoá bộ cột không phải loại tốt nhất của hệ điều hành; bộ cột không chứa định danh.',
        'Cơ quan chỉ có một người quản trị: khi không có ai khác để cho phép, việc được làm một mình và nhật ký ghi rõ; người đó cũng thêm được một tên thứ hai. Hãy giao vai trò cho người thứ hai.',
        'Khoá khôi phục: tệp cùng mật khẩu niêm phong lập được người quản trị mà không cần ai cho phép; nhật ký ghi lại và mọi người được báo khi mở lần sau. Hãy để hai người giữ hai thứ; hai người được khôi phục làm thay được cho người đã mất mật khẩu.',
        'Ký duyệt được giữ là tên người trong danh mục mã hoá và trong nhật ký; không phải chữ ký số kiểm được ở bên ngoài.',
        'Mất mọi mật khẩu và khoá khôi phục: không ai mở được nữa.',
      ],
    },
    {
      title: 'Theo luật',
      points: [
        'Mục đích và tối thiểu (nguyên tắc của Luật 91/2025): biến được nêu tên, lý do cho mỗi lần hiện và xuất, định danh bị che, mã người được băm.',
        'Giới hạn lưu giữ và xoá: mỗi đợt có ngày phải huỷ, việc huỷ có chứng nhận trong nhật ký.',
        'Trách nhiệm giải trình: ai làm gì, lúc nào, với bao nhiêu bản ghi, trong nhật ký ai cũng kiểm được; ai được làm gì, với sự cho phép của người thứ hai.',
        'Sự cố: nhật ký xuất cho cán bộ an ninh cho biết một người đã xem và lấy gì; thay khoá và gỡ người hạn chế hậu quả.',
        'Cấp độ 3: tài khoản và vai trò riêng, mật khẩu mạnh có khoá tạm và khoá phiên, lưu trữ và sao lưu mã hoá, diễn tập khôi phục, nhật ký giữ riêng.',
      ],
    },
  ],
}
