// What this front end says itself. Everything else comes from the API in the language of the page.

const WORDS = {
  de: {
    skip: "Zum Inhalt", menu: "Menü", crumbs: "Sie sind hier", languages: "Sprachen", home: "Startseite",
    coming: "Nächste Termine", past: "Vergangene Termine", below: "Auf diesen Seiten", none: "Zurzeit steht hier nichts.",
    when: "Wann", where: "Wo", spoken: "Sprachen", register: "Anmeldung bis", mail: "E-Mail", phone: "Telefon",
    contact: "Kontakt", offers: "Bietet", needs: "Sucht", fields: "Tätigkeitsfelder", district: "Stadtteil",
    groups: "Für wen", website: "Internet", confirmed: "Zuletzt bestätigt", founded: "Gegründet", address: "Adresse",
    field: "Tätigkeitsfeld", language: "Sprache", group: "Für wen", kind: "Art", all: "alle", narrow: "Auswählen",
    found: "{count} Einträge", next: "Weiter", previous: "Zurück", pages: "Seiten der Liste",
    untranslated: "Dieser Eintrag ist noch nicht übersetzt.", onHome: "zur Startseite",
    notFound: "Diese Seite gibt es nicht", inOther: "In diesen Sprachen gibt es sie:", wrong: "Das hat nicht geklappt",
    unreachable: "Die API antwortet nicht. Läuft sie unter {base}?", toHome: "Zur Startseite", credit: "Bild: {credit}",
    foot: "Ein Beispiel. Alles auf dieser Seite kommt von {base}.",
  },
  en: {
    skip: "Skip to content", menu: "Menu", crumbs: "You are here", languages: "Languages", home: "Front page",
    coming: "Coming dates", past: "Past dates", below: "On these pages", none: "There is nothing here at the moment.",
    when: "When", where: "Where", spoken: "Languages", register: "Register by", mail: "E-mail", phone: "Telephone",
    contact: "Contact", offers: "Offers", needs: "Looks for", fields: "Activity fields", district: "District",
    groups: "For whom", website: "Website", confirmed: "Last confirmed", founded: "Founded", address: "Address",
    field: "Activity field", language: "Language", group: "For whom", kind: "Kind", all: "all", narrow: "Narrow down",
    found: "{count} entries", next: "Next", previous: "Back", pages: "Pages of the list",
    untranslated: "This entry is not translated yet.", onHome: "to the front page",
    notFound: "This page does not exist", inOther: "It exists in these languages:", wrong: "That did not work",
    unreachable: "The API does not answer. Does it run at {base}?", toHome: "To the front page", credit: "Picture: {credit}",
    foot: "An example. Everything on this page comes from {base}.",
  },
  tr: {
    skip: "İçeriğe geç", menu: "Menü", crumbs: "Buradasınız", languages: "Diller", home: "Ana sayfa",
    coming: "Yaklaşan etkinlikler", past: "Geçmiş etkinlikler", below: "Bu sayfalarda", none: "Şu anda burada bir şey yok.",
    when: "Ne zaman", where: "Nerede", spoken: "Diller", register: "Son kayıt günü", mail: "E-posta", phone: "Telefon",
    contact: "İletişim", offers: "Sunduğu", needs: "Aradığı", fields: "Faaliyet alanları", district: "Semt",
    groups: "Kimler için", website: "İnternet sitesi", confirmed: "Son onay", founded: "Kuruluş", address: "Adres",
    field: "Faaliyet alanı", language: "Dil", group: "Kimler için", kind: "Tür", all: "hepsi", narrow: "Daralt",
    found: "{count} kayıt", next: "İleri", previous: "Geri", pages: "Listenin sayfaları",
    untranslated: "Bu kayıt henüz çevrilmedi.", onHome: "ana sayfaya",
    notFound: "Böyle bir sayfa yok", inOther: "Şu dillerde var:", wrong: "Bu olmadı",
    unreachable: "API yanıt vermiyor. {base} adresinde çalışıyor mu?", toHome: "Ana sayfaya", credit: "Resim: {credit}",
    foot: "Bir örnek. Bu sayfadaki her şey {base} adresinden gelir.",
  },
  ar: {
    skip: "إلى المحتوى", menu: "القائمة", crumbs: "أنت هنا", languages: "اللغات", home: "الصفحة الرئيسية",
    coming: "المواعيد القادمة", past: "المواعيد السابقة", below: "في هذه الصفحات", none: "لا يوجد شيء هنا حاليًا.",
    when: "متى", where: "أين", spoken: "اللغات", register: "التسجيل حتى", mail: "البريد الإلكتروني", phone: "الهاتف",
    contact: "التواصل", offers: "تقدّم", needs: "تبحث عن", fields: "مجالات العمل", district: "الحي",
    groups: "لمن", website: "الموقع", confirmed: "آخر تأكيد", founded: "سنة التأسيس", address: "العنوان",
    field: "مجال العمل", language: "اللغة", group: "لمن", kind: "النوع", all: "الكل", narrow: "تصفية",
    found: "عدد النتائج: {count}", next: "التالي", previous: "السابق", pages: "صفحات القائمة",
    untranslated: "لم يُترجم هذا المدخل بعد.", onHome: "إلى الصفحة الرئيسية",
    notFound: "هذه الصفحة غير موجودة", inOther: "الصفحة متاحة بهذه اللغات:", wrong: "حدث خطأ",
    unreachable: "لا تستجيب الواجهة البرمجية. هل تعمل على {base}؟", toHome: "إلى الصفحة الرئيسية", credit: "الصورة: {credit}",
    foot: "مثال. كل ما في هذه الصفحة يأتي من {base}.",
  },
};

/** Return a function from names to words in the language, in English where there are none. */
export function wordsIn(language) {
  const known = WORDS[language] || WORDS.en;
  return (name, values = {}) => known[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
