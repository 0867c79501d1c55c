//! Plausible company names in three scripts. Floor 1.

use super::dice::Dice;

const LATIN: &str = "Alder Amber Atlas Beacon Birch Bluestone Bright Cedar Clear Copper Coral Crown Delta Eagle \
    Ember Evergreen Falcon Fern Foxglove Garnet Golden Granite Harbor Hazel Heron Highland \
    Indigo Iron Ivory Jasper Juniper Kestrel Lakeview Lantern Laurel Linden Maple Marble Meadow \
    Merlin North Oak Ocean Olive Onyx Orchard Pearl Pine Prairie Quartz Raven River Rowan \
    Saffron Sierra Silver Spruce Stone Summit Sycamore Thistle Timber Topaz Valley Vista Walnut \
    Willow Winter Zephyr";
const LATIN_TRADES: &str = "Analytics Apparel Bakery Biotech Builders Ceramics Clinics Coffee Components Consulting \
    Dental Design Diagnostics Electric Energy Engineering Farms Foods Freight Furniture Games \
    Glass Hotels Insurance Labs Logistics Marine Media Mills Motors Optics Packaging Paper \
    Partners Pharma Plastics Press Properties Publishing Robotics School Security Shipping \
    Software Steel Studios Supply Systems Textiles Tools";
const LATIN_FORMS: &[&str] = &["", "", "", " Inc.", " LLC", " Ltd", " Group", " Pte Ltd", " & Co."];

const HANGUL: &str = "가람 가온 고운 구름 금강 나래 누리 늘봄 다올 단비 달빛 대한 도담 동해 두레 라온 마루 무지개 \
    미르 미래 바다 바른 백두 별빛 보람 봄날 북극성 빛나 산들 새빛 새한 서광 설악 소망 솔빛 시원 \
    아름 아침 여명 온누리 우리 으뜸 은하 이룸 제일 참빛 청운 초록 큰나무 태양 튼튼 푸른 하나 \
    하늘 한강 한결 한울 해오름";
const HANGUL_TRADES: &str = "건설 게임즈 교육 금속 기계 농산 로봇 무역 물류 미디어 바이오 병원 반도체 섬유 소프트 시스템 \
    식품 에너지 엔지니어링 유통 의료기 자동차 전자 정밀 제약 조선 출판 컨설팅 테크 통신 패션 \
    해운 화학 환경";
const HANGUL_FORMS: &[&str] = &["", "", " 주식회사", "(주)"];

const HAN: &str = "安泰 百川 寶島 長青 大同 東昇 飛馬 富邦 光華 廣達 海洋 宏遠 恆美 華新 匯豐 嘉禾 建國 金山 \
    景泰 君安 凱旋 康健 立成 聯合 龍騰 綠野 美光 明德 南方 鵬程 千里 青山 全球 瑞豐 三和 盛世 \
    世紀 松林 泰安 天成 同心 萬里 威遠 文華 祥雲 新光 星河 旭日 永豐 遠東 雲海 正大 志成 中興 \
    眾益";
const HAN_TRADES: &str = "電子 科技 食品 物流 紡織 光學 機械 精密 生技 醫療 建設 貿易 能源 化工 資訊 軟體 傳媒 出版 \
    教育 金屬 塑膠 航運 汽車 半導體 環保 設計 家具 農產 餐飲 製藥";
const HAN_FORMS: &[&str] = &["", "", "股份有限公司", "有限公司", "集團"];

/// A company name; half of them Latin, a quarter Hangul, a quarter Han.
pub(super) fn company(dice: &mut Dice) -> String {
    let (space, names, trades, forms) = match dice.below(4) {
        0 => (" ", HANGUL, HANGUL_TRADES, HANGUL_FORMS),
        1 => ("", HAN, HAN_TRADES, HAN_FORMS),
        _ => (" ", LATIN, LATIN_TRADES, LATIN_FORMS),
    };
    let (name, trade) = (word(dice, names), word(dice, trades));
    let form = dice.pick(forms).copied().unwrap_or_default();
    format!("{name}{space}{trade}{form}")
}

/// A domain that no other customer of the same seed has.
pub(super) fn domain(dice: &mut Dice, seed: u64, index: u64) -> String {
    let (name, trade) = (word(dice, LATIN).to_lowercase(), word(dice, LATIN_TRADES).to_lowercase());
    format!("{name}{trade}-{seed}-{index}.example")
}

fn word(dice: &mut Dice, of: &'static str) -> &'static str {
    let words: Vec<&str> = of.split(' ').collect();
    dice.pick(&words).copied().unwrap_or_default()
}
