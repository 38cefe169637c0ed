"""Wordings of danger in Vietnamese, for text in lower case.

Many people type without the signs: for a text without any, the patterns are compared without them too.
"""

from __future__ import annotations

from nlp.danger import CHILD, CRIME, DOMESTIC, FIRE, POISONING, SUICIDE

_WHO = (
    r"(?:tôi|em|anh|chị|ông|bà|bố|ba|cha|mẹ|má|con|cháu|bé|chồng|vợ|bạn|người|ai|thằng|đứa|nó|cô|chú|khách"
    r"|hàng xóm|cậu|họ|đàn ông|phụ nữ)"
)
_YOUNG = r"(?:con|cháu|bé|đứa (?:nhỏ|trẻ|bé)|trẻ|thằng bé|bé gái|bé trai|em bé|bọn trẻ|con trai|con gái)"
_HOME = r"(?:nhà|bếp|căn hộ|tầng|chung cư|xe|ban công|phòng|hầm|thùng rác|mái|quán|tòa nhà)"
_WEAPON = r"(?:dao|súng|búa|rìu|mã tấu|gậy|kiếm|hung khí)"

WORDINGS: tuple[tuple[str, str], ...] = (
    (FIRE,
        rf"\bcháy (?:\w+ )?{_HOME}|\b{_HOME}\b.{{0,15}}\b(?:đang |bị |bốc )cháy|^\W*cháy\b(?! túi)|\bbốc cháy\b"
        rf"|\b(?:đang|bị) cháy\b|\bbốc lửa\b|\bcó cháy\b"),
    (FIRE,
        r"\bkhói\b.{0,25}\b(?:ra|bay|từ|dày|đen|mù mịt|nhiều|khắp|bốc|đầy)\b|\b(?:đầy|nhiều|có) khói\b|\bmùi (?:ga"
        r"|gas|khét|xăng)\b|\b(?:xì|rò|rò rỉ) (?:ga|gas|mạnh)|\b(?:bình |van )?gas?\b.{0,30}\b(?:xì|rò)"
        r"|\bbáo (?:khói|cháy|khí)\b.{0,15}\bkêu|\bkhí (?:co|than|độc)\b|\btóe lửa\b|\bdây điện\b.{0,20}\b(?:đứt"
        r"|rơi|xẹt)"),
    (FIRE,
        r"\b(?:không|ko|chẳng|hổng) (?:\w+ )?(?:thở|tỉnh|dậy|cử động|nhúc nhích|phản ứng|trả lời|động đậy)\b"
        r"|\bbất tỉnh\b|\bngất(?: xỉu)?\b|\bngừng thở|\bhôn mê|\bgục xuống|\bmất mạch|\bgọi mãi không"),
    (FIRE,
        r"\bnghẹt thở|\bkhó thở|\bkhông thở (?:được|nổi)|\bngạt\b|\btím (?:tái|ngắt|môi)|\bmôi tím|\bco giật"
        r"|\bsùi bọt mép|\bđột quỵ\b|\bnhồi máu|\bđau (?:ngực|tim|thắt)|\btức ngực|\bôm ngực|\btụt (?:đường|huyết)"
        r"|\bhạ đường huyết|\bmắt mờ\b|\bsưng\b.{0,10}\b(?:họng|cổ|mặt)|\b(?:họng|cổ|mặt|lưỡi)\b.{0,10}\bsưng"),
    (FIRE, r"\bmáu\b.{0,20}\b(?:chảy|nhiều|khắp|phun|lênh láng|me)|\bchảy (?:nhiều )?máu|\b(?:đầy|nhiều|vũng) máu"),
    (FIRE,
        rf"\b{_WHO}\b.{{0,25}}\b(?:ngã|té|rơi|nằm)\b.{{0,25}}\b(?:không|tuyết|đất|đường|im|rồi|bất động)\b|\b(?:ngã"
        rf"|rơi|té)\b.{{0,12}}\b(?:mái|lầu|thang|ban công|cửa sổ|giàn giáo|cầu|xuống nước|xuống sông|xuống biển|hồ)"),
    (FIRE,
        r"\btai nạn\b.{0,40}\b(?:kẹt|nằm|máu|bị thương|vừa|nặng|ngã tư)|\b(?:kẹt|mắc kẹt) (?:bên dưới|trong|dưới)"
        r"|\b(?:đâm|tông|cán|lao)\b.{0,15}\b(?:vào|trúng|phải|người|bé|trẻ)\b|\bbị (?:xe|tàu)\b.{0,10}\b(?:đâm"
        r"|tông|cán)"),
    (FIRE,
        r"\bchết đuối|\bđuối nước|\bsắp chìm|\bđang chìm|\bdưới nước\b.{0,20}\b(?:kêu|vẫy|người)"
        r"|\bbăng\b.{0,15}\b(?:vỡ|nứt)|\bthổi ra (?:khơi|biển)|\b(?:cuốn|trôi) ra\b|\b(?:lựu đạn|bom|đạn"
        r"|thuốc nổ)\b.{0,20}\b(?:tìm|thấy|nằm|đào|trong|dưới)|\b(?:tìm|đào) (?:thấy|được)\b.{0,15}\b(?:lựu đạn"
        r"|bom|đạn)|\bnổ\b.{0,10}\b(?:lớn|rồi|ở)\b"),
    (FIRE,
        r"\b(?:bị lẫn|mất trí|lú lẫn|đãng trí)\b.{0,50}\b(?:đi|mất|lạc|ra ngoài)|\b(?:gọi|cần|cho"
        r"|xin) .{0,12}(?:xe cấp cứu|cấp cứu|cứu thương|cứu hỏa|bác sĩ gấp)|\bcấp cứu\b\W*$|^\W*cấp cứu\b|\b(?:sắp"
        r"|đang) (?:sinh|đẻ)\b|\bvỡ ối|\bđau đẻ|\bchuyển dạ|\bđiện giật|\bnước sôi\b.{0,20}\b(?:đổ|bỏng|bé|con)"
        r"|\bbị bỏng"),
    (POISONING,
        r"\b(?:uống|nuốt|ăn|hít)\b.{0,25}\b(?:thuốc (?:ngủ|tẩy|trừ sâu|chuột|độc)|thông cống|pin|nấm|nước tẩy"
        r"|thuốc rồi|cả vỉ|cả hộp|cả lọ|hóa chất|chất tẩy|nhiều thuốc|đậu phộng)|\bngộ độc|\bquá liều"
        r"|\bbỏ (?:thuốc|gì)\b.{0,15}\b(?:ly|đồ uống|nước)"),
    (SUICIDE,
        r"\bkhông (?:muốn|thiết) sống|\bmuốn chết(?! cười)|\btự (?:tử|sát|vẫn)|\bkết liễu|\b(?:chết|kết thúc"
        r"|đi) (?:cho xong|hết)|\b(?:đêm|tối|hôm) nay (?:là hết|nó chết|em chết|tôi chết|kết thúc)|\bvĩnh biệt"
        r"|\bthư tuyệt mệnh|\bchào tạm biệt (?:mọi người|cả nhà|tất cả)|\bmai (?:tôi|em|con|mình) không còn"
        r"|\bnhảy (?:cầu|lầu|xuống)|\b(?:muốn|định|sắp) nhảy"),
    (SUICIDE,
        r"\b(?:đứng|ngồi|nằm)\b.{0,10}\b(?:trên|ngoài)\b.{0,12}\b(?:cầu|sân thượng|mái|nóc|lan can|đường ray|mép"
        r"|thành cầu)|\b(?:cắt|rạch)\b.{0,8}\b(?:tay|cổ tay|mạch)|\bkhóa (?:cửa|trong)\b.{0,25}\b(?:dao lam"
        r"|lưỡi lam|dao)"),
    (CHILD,
        rf"\b{_YOUNG}\b.{{0,30}}\b(?:mất tích|đi lạc|bị lạc|bị bắt cóc|biến mất|chưa về|lạc mất|một mình (?:trong"
        rf"|trên|ở)|bị nhốt)|\b(?:lạc mất|mất tích|bắt cóc)\b.{{0,15}}\b{_YOUNG}\b"),
    (CHILD,
        rf"\b(?:kéo|lôi|dụ|đánh|lắc|bắt|chở|bóp)\b.{{0,10}}\b(?:{_YOUNG}|hai đứa|mấy đứa|đứa)\b.{{0,25}}\b(?:xe|đi"
        rf"|khóc|mạnh|vào|đau|rồi)?"),
    (DOMESTIC,
        r"\b(?:đang |lại |cứ )?(?:đánh|bóp cổ|đập|đâm|dọa giết|đòi giết|giết) (?:tôi|em|mẹ|má|con|cháu|vợ"
        r"|chúng tôi|cả nhà)\b|\b(?:không cho|chặn|nhốt|khóa) .{0,12}\b(?:ra|đi|về|cửa)\b|\bnhốt (?:tôi|em|con|mẹ)"
        r"|\bchồng cũ\b.{0,50}\b(?:cửa|nhà|mở|chờ|đứng|tìm)|\b(?:hàng xóm|trên lầu|phòng bên|nhà bên"
        r"|tầng trên)\b.{0,40}\b(?:hét|la|khóc|kêu cứu|giết|đánh|đập)|\bgiết người\b"),
    (CRIME,
        r"^\W*cứu\b|\bcứu (?:với|tôi|em|con|mẹ|chúng tôi|tui)\b|\bgiúp (?:tôi|em|với)\b\W*$|\b(?:gọi"
        r"|báo) (?:công an|cảnh sát)\b|^\W*(?:cảnh sát|công an)\W*(?:\w+\W*){0,2}$|\bkhẩn cấp\b\W*$"),
    (CRIME,
        r"\bkhông (?:nói|gọi) được|\b(?:gửi|cử|cho) (?:ai|người)\b.{0,10}\b(?:đến|tới|qua)|^\W*su[ỵyị]t|\b(?:trốn"
        r"|núp)\b.{0,15}\b(?:trong|dưới|tủ|gầm|ở)|\b(?:phá|đạp|đập|cạy|nạy|bẻ)\b.{0,12}\b(?:cửa|khóa)|\b(?:trộm"
        r"|cướp|kẻ gian|ăn trộm)\b.{0,15}\b(?:đang|vào nhà|trong nhà|ở dưới)|\bđang (?:ăn )?(?:trộm|cướp|đột nhập"
        r"|phá)|\b(?:bọn nó|tụi nó|chúng nó|hắn|nó) (?:đang )?(?:ở dưới|ở trong|ngoài cửa|trước cửa)"),
    (CRIME,
        r"\b(?:đi|bám|chạy|theo) (?:theo|sát|sau)\b.{0,10}\b(?:tôi|em|con|lưng)?|\bbám theo|\b(?:theo dõi"
        r"|đuổi) (?:theo )?(?:tôi|em)\b|\b(?:đe dọa|dọa|hăm) (?:giết|chém|đâm|tôi)"),
    (CRIME,
        r"\b(?:đánh|đấm|đá|đâm|chém|giữ|cưỡng hiếp|hiếp|cướp|sàm sỡ|vây|quây)\b.{0,10}\b(?:một (?:người|cậu|cô|anh"
        r"|thằng|ông|bà)|người (?:ta|đàn)|nhau|cậu|cô|anh ấy)\b|\btiếng súng|\bnổ súng|\bđang bắn|\bxả súng"
        r"|\b(?:ném|quăng)\b.{0,12}\b(?:chai|đá|gạch|bom)|\bbao vây|\bvây quanh"),
    (CRIME,
        rf"\b(?:cầm|có|mang|rút|vung|dí|kề)\b.{{0,8}}\b{_WEAPON}\b|\b(?:đang|vừa)\b.{{0,10}}\b(?:trộm|cướp|giật"
        rf"|bẻ khóa)|\b(?:tôi|tao|em) (?:sẽ|phải) (?:giết|đâm|chém)|\bsay (?:rượu|xỉn)\b.{{0,20}}\b(?:lái|chở"
        rf"|cầm lái)|\bbiết tay\b|\bđi ngược chiều\b.{{0,10}}\bcao tốc"),
)  # fmt: skip

TAMED = (
    r"\b(?:tiền thuê|tiền nhà|giá|hôm qua|tối qua|tuần trước|tháng trước|năm (?:ngoái|trước)|hồi nhỏ|ngày xưa"
    r"|trước đây|từng|nếu|lỡ|giả sử|phim|game|diễn tập|không gấp|không khẩn"
    r"|khi chúng tôi về|giờ tôi ở riêng|nên|mong|cần thêm|lính cứu hỏa|không ai bị thương|không làm gì dại)\b"
)
NOW = r"\b(?:đang|vừa|ngay|bây giờ|lúc này|nhanh|gấp|hôm nay|đêm nay)\b"
