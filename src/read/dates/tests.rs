//! One line of a language and its dates.

use super::*;

#[track_caller]
fn check(code: &str, text: &str, expected: &str) {
    let pack = crate::lang::pack(code).expect("the pack is compiled in");
    let dates: Vec<_> = in_body(text, &[], pack).iter().map(|mention| mention.date.edtf()).collect();
    assert_eq!(dates.join(" "), expected, "in: {text}");
}

#[track_caller]
fn ru(text: &str, expected: &str) {
    check("ru", text, expected);
}

#[track_caller]
fn en(text: &str, expected: &str) {
    check("en", text, expected);
}

#[test]
fn a_day_in_numbers() {
    ru("Письмо от 18.08.1921 получено.", "1921-08-18");
    ru("Телеграмма 8.8.1921 // РГАСПИ", "1921-08-08");
    ru("18/VIII-1921", "1921-08-18");
    ru("18.VIII.1921 г.", "1921-08-18");
    ru("18-VIII-21 г.", "1921-08-18");
    ru("помечено 1921-08-18", "1921-08-18");
    en("dated 18/8/1921,", "1921-08-18");
    en("dated 8/18/1921,", "1921-08-18");
}

#[test]
fn a_year_of_two_reckonings() {
    en("on 28 February 1704/5 and on 14/25 March 1704/5", "1705-02-28 1705-03-25");
    en("2 January 1699/1700, 5 Feb. 1709/10", "1700-01-02 1710-02-05");
}

#[test]
fn a_year_since_the_creation() {
    ru("вышли 20 июня 7156 г. и зимовали", "1648-06-20");
    ru("1 октября 7157 года", "1648-10-01");
    ru("Челобитная. 1 марта 7164 (1656) г.", "1656-03-01");
}

#[test]
fn a_day_in_words() {
    ru("18 августа 1921 г. он уехал.", "1921-08-18");
    ru("18-го августа 1921 года", "1921-08-18");
    ru("восемнадцатого августа 1921 года", "1921-08-18");
    ru("двадцать пятого марта 1807 года", "1807-03-25");
    ru("августа 18 дня 1721 года", "1721-08-18");
    ru("Февраля 3-го 1709 года", "1709-02-03");
    ru("18 авг. 1921 г.", "1921-08-18");
    ru("5 сент. 1812", "1812-09-05");
    en("On 18 August 1921 he left.", "1921-08-18");
    en("On August 18th, 1921, he left.", "1921-08-18");
    en("on August 18, 1921, he left", "1921-08-18");
    en("the 18th of August 1921", "1921-08-18");
    en("the twenty-fifth of March, 1807", "1807-03-25");
    en("the fifth day of March 1709", "1709-03-05");
    en("Aug. 18, 1921", "1921-08-18");
    en("on the 3rd of Feb. 1709", "1709-02-03");
    en("He came on 3 May 1709 and left on the 11th. On the 5th floor nobody lived.", "1709-05-03 1709-05-11");
    en("He came on 3 May 1709. On the 11th Lord Brown left; on the 12th the council met.", "1709-05-03 1709-05-11 1709-05-12");
    en("He came on 3 May 1709. On the 11th both of them left, on the 12th two ships.", "1709-05-03 1709-05-11 1709-05-12");
    en("He came on 3 May 1709 and relied on the 5th Regiment and on the 6th company.", "1709-05-03");
}

#[test]
fn a_day_alone_with_its_ending() {
    ru("Он приехал 26 мая 1709 г., а 27-го он уехал. 27-го полка там не было.", "1709-05-26 1709-05-27");
}

#[test]
fn a_king_is_no_month() {
    ru("Осенью 1709 г. он говорил с Августом II.", "1709-23");
}

#[test]
fn a_month() {
    ru("Сентябрь,1921", "1921-09");
    ru("в сентябре 1921 года", "1921-09");
    ru("в марте месяце 1921 г.", "1921-03");
    en("in September 1921", "1921-09");
    en("in September of 1921", "1921-09");
    en("the month of May, 1921", "1921-05");
    en("September, 1921", "1921-09");
}

#[test]
fn a_year() {
    ru("в 1921 году", "1921");
    ru("Договор 1921 г. был забыт.", "1921");
    ru("в 862 году", "0862");
    ru("в 1921, когда шли бои", "1921");
    en("In 1921 the war ended.", "1921");
    en("the treaty of 1866", "1866");
    en("in the year 1709", "1709");
    en("He was wounded (1812) and left.", "1812");
}

#[test]
fn a_stretch_of_days() {
    ru("16-18 мая 1921 г.", "1921-05-16/1921-05-18");
    ru("с 5 по 7 марта 1921 года", "1921-03-05/1921-03-07");
    ru("с 28 февраля по 7 марта 1921 года", "1921-02-28/1921-03-07");
    ru("с 28 декабря 1920 по 7 марта 1921 г.", "1920-12-28/1921-03-07");
    ru("от 5 до 7 марта 1921 г.", "1921-03-05/1921-03-07");
    ru("между 5 и 7 марта 1921 г.", "1921-03-05/1921-03-07");
    ru("5 марта — 7 апреля 1921 г.", "1921-03-05/1921-04-07");
    en("from 5 to 7 March 1921", "1921-03-05/1921-03-07");
    en("5–7 March 1921", "1921-03-05/1921-03-07");
    en("March 5-7, 1921", "1921-03-05/1921-03-07");
    en("between the 5th and the 7th of March 1921", "1921-03-05/1921-03-07");
    en("from March 28 to April 3, 1921", "1921-03-28/1921-04-03");
    en("from 28 December 1920 to 7 March 1921", "1920-12-28/1921-03-07");
}

#[test]
fn a_longer_stretch() {
    ru("в мае — июне 1921 г.", "1921-05/1921-06");
    ru("март-апрель 1921 года", "1921-03/1921-04");
    ru("с ноября по январь 1922 года", "1921-11/1922-01");
    ru("в 1921-1923 гг.", "1921/1923");
    ru("в 1921—23 гг.", "1921/1923");
    ru("1914–1918 г.г.", "1914/1918");
    ru("с 1921 по 1923 год", "1921/1923");
    ru("между 1907 и 1914 гг.", "1907/1914");
    ru("Иванов (1872-1936) писал", "1872/1936");
    en("in 1921-1923", "1921/1923");
    en("the war of 1914-18", "1914/1918");
    en("from 1921 to 1923", "1921/1923");
    en("between 1907 and 1914", "1907/1914");
    en("from November 1920 to January 1921", "1920-11/1921-01");
    en("Ivanov (1872–1936) wrote", "1872/1936");
}

#[test]
fn a_list_is_several_dates() {
    ru("5, 7 и 9 марта 1921 г.", "1921-03-05 1921-03-07 1921-03-09");
    ru("5 и 7 марта 1921 г.", "1921-03-05 1921-03-07");
    ru("5 марта и 7 апреля 1921 г.", "1921-03-05 1921-04-07");
    ru("20 декабря и 5 января 1922 г.", "1921-12-20 1922-01-05");
    ru("в 1921 и 1922 гг.", "1921 1922");
    en("on 5 and 7 March 1921", "1921-03-05 1921-03-07");
    en("in 1921 and 1922", "1921 1922");
}

#[test]
fn a_night() {
    ru("в ночь с 16 на 17 сентября 1921 г.", "1921-09-16/1921-09-17");
    ru("в ночь на 17 сентября 1921 г.", "1921-09-16/1921-09-17");
    ru("в ночь с 30 сентября на 1 октября 1921 г.", "1921-09-30/1921-10-01");
    en("on the night of 16-17 September 1921", "1921-09-16/1921-09-17");
    en("in the night from the 16th to the 17th of September 1921", "1921-09-16/1921-09-17");
    en("on the night of 16 September 1921", "1921-09-16");
}

#[test]
fn a_part_is_about() {
    ru("в начале августа 1921 г.", "1921-08~");
    ru("в самом конце сентября 1921 года", "1921-09~");
    ru("в середине 1921 года", "1921~");
    ru("к концу 20-х годов XIX века", "182X~");
    ru("нач. 1921 г.", "1921~");
    en("at the beginning of August 1921", "1921-08~");
    en("in late September 1921", "1921-09~");
    en("in mid-July 1921", "1921-07~");
    en("late in 1921", "1921~");
    en("early in August 1921", "1921-08~");
    ru("в первых числах марта 1921 г.", "1921-03~");
    ru("в последние дни марта 1921 г.", "1921-03~");
    ru("около 1709 года", "1709~");
    en("about 1709", "1709~");
    en("c. 1709", "1709~");
}

#[test]
fn a_share() {
    ru("в первой половине августа 1921 г.", "1921-08-01/1921-08-15");
    ru("во второй половине 1921 года", "1921-07/1921-12");
    ru("первая половина XIX в.", "1801/1850");
    ru("в третьей декаде марта 1921 г.", "1921-03-21/1921-03-31");
    ru("последняя четверть XVIII века", "1776/1800");
    en("in the first half of 1921", "1921-01/1921-06");
    en("the second half of the eighteenth century", "1751/1800");
    en("in the first week of March 1921", "1921-03-01/1921-03-07");
}

#[test]
fn decades_and_seasons() {
    ru("в 1920-х годах", "192X");
    ru("в 1920-е гг.", "192X");
    ru("в 20-е годы XIX века", "182X");
    ru("в сороковых годах XVIII столетия", "174X");
    ru("в 20–30-е годы XIX в.", "182X/183X");
    en("in the 1920s", "192X");
    en("in the late 1840s", "184X~");
    en("In the eighteen-forties", "184X");
    ru("летом 1921 года", "1921-22");
    ru("весна 1921 г.", "1921-21");
    ru("зимой 1920/21 г.", "1920-12/1921-02");
    en("in the spring of 1921", "1921-21");
    ru("в летние месяцы 1921 года", "1921-22");
    en("in the summer months of 1921", "1921-22");
    en("in summer 1921", "1921-22");
    en("the winter of 1920-21", "1920-12/1921-02");
    en("the autumn of that year", "");
}

#[test]
fn tens_of_a_month() {
    ru("в 20-х числах марта 1921 г.", "1921-03-20/1921-03-31");
    ru("в двадцатых числах февраля 1921 г.", "1921-02-20/1921-02-28");
    ru("в 10-х числах марта 1921 г.", "1921-03-10/1921-03-19");
}

#[test]
fn centuries() {
    ru("в XVIII веке", "17XX");
    ru("начало XIX в.", "18XX~");
    ru("в ХIХ столетии", "18XX");
    ru("в 18-м веке", "17XX");
    ru("восемнадцатого века", "17XX");
    ru("XVII–XVIII вв.", "16XX/17XX");
    ru("на рубеже XIX–XX вв.", "1900~");
    en("the late eighteenth century", "17XX~");
    en("in the 18th century", "17XX");
    en("the seventeenth and eighteenth centuries", "16XX 17XX");
    en("at the turn of the twentieth century", "1900~");
}

#[test]
fn both_styles() {
    ru("13 (25) июня 1807 г.", "1807-06-25");
    ru("13(25) июня 1807 г.", "1807-06-25");
    ru("23 сентября (6 октября) 1912 г.", "1912-10-06");
    ru("16/29 августа 1914 г.", "1914-08-29");
    ru("25 декабря 1806 г. (6 января 1807 г.)", "1807-01-06");
    ru("13 (25 н. ст.) июня 1807 г.", "1807-06-25");
    en("13/25 June 1807", "1807-06-25");
    en("13 (25) June 1807", "1807-06-25");
    en("23 September (6 October) 1912", "1912-10-06");
    en("June 13/25, 1807", "1807-06-25");
    ru("16/17 августа 1914 г.", "1914-08-16/1914-08-17");
}

#[test]
fn the_old_style_alone_is_kept_as_written() {
    let date = in_citation("13 июня 1807 г. ст. ст.", crate::lang::pack("ru").unwrap())[0].1;
    assert_eq!((date.edtf(), date.calendar()), ("1807-06-13".to_owned(), crate::time::Calendar::Julian));
    let date = in_citation("13 June 1807 (O.S.)", crate::lang::pack("en").unwrap())[0].1;
    assert_eq!((date.edtf(), date.calendar()), ("1807-06-13".to_owned(), crate::time::Calendar::Julian));
    let all = in_body("Даты даны по старому стилю. 5 марта 1709 г. он умер.", &[], crate::lang::pack("ru").unwrap());
    assert_eq!(all[0].date.calendar(), crate::time::Calendar::Julian);
}

#[test]
fn open_stretches_and_bounds() {
    ru("с мая месяца 1921 г.", "1921-05/..");
    ru("С 1921 года он служил", "1921/..");
    ru("начиная с лета 1921 года", "1921-22/..");
    en("since May 1921", "1921-05/..");
    en("from 1921 he served", "1921/..");
    ru("до 10 октября 1921 г.", "1921-10-10");
    let until = |code: &str, text: &str| in_body(text, &[], crate::lang::pack(code).unwrap())[0].rule;
    assert_eq!(until("ru", "до 10 октября 1921 г."), "bound");
    assert_eq!(until("ru", "к 10 октября 1921 г."), "bound");
    assert_eq!(until("en", "by 10 October 1921"), "bound");
    assert_eq!(until("en", "before October 1921"), "bound");
    assert_eq!(until("ru", "10 октября 1921 г."), "day");
}

#[test]
fn the_year_is_that_of_the_story() {
    ru("В 1921 году шли бои. 18 августа он выехал.", "1921 1921-08-18");
    ru("В мае 1921 г. он ждал. В июне уехал.\nВ те же июньские дни пришло письмо.", "1921-05 1921-06 1921-06");
    ru("5 декабря 1920 г. взяли город. 18 декабря пришла весть. В январе уехали.", "1920-12-05 1920-12-18 1921-01");
    ru("5 мая он прибыл. Это было в 1921 году.", "1921-05-05 1921");
    ru("Весна 1812 года.\n24 июня началась война. В декабре она кончилась. В феврале шли дальше.", "1812-21 1812-06-24 1812-12 1813-02");
    en("In 1921 there was war. On 18 August he left.", "1921 1921-08-18");
    en("On 5 December 1920 the town fell. In January they left.", "1920-12-05 1921-01");
    en("The autumn of 1812 was cold. That winter they starved, and in May they left.", "1812-23 1812-24 1812-05");
    ru("В мае 1921 г. шли бои. Летом они стихли.", "1921-05 1921-22");
    ru("В 1840 году он родился. В двадцатые годы XX века об этом забыли.", "1840 192X");
    ru("В 1840 году он родился. В 50-х годах он учился.", "1840 185X");
}

#[test]
fn an_aside_does_not_turn_the_story() {
    ru("5 мая 1921 г. он выехал, как и дед его в 1877 г. 18 мая он прибыл.", "1921-05-05 1877 1921-05-18");
    ru("5 мая 1921 г. он выехал. В книге, изданной в 1960 г., об этом ни слова. 18 мая он прибыл.", "1921-05-05 1960 1921-05-18");
    en("On 5 May 1921 he left. A book published in 1960 is silent. On 18 May he arrived.", "1921-05-05 1960 1921-05-18");
    en("On 5 May 1921 he left for Kars, which had fallen in 1877. On 18 May he arrived.", "1921-05-05 1877 1921-05-18");
}

#[test]
fn a_look_far_ahead_moves_no_story() {
    en("On 14 July 1921 he warned them; thirty years later they agreed. On 24 August he left.", "1921-07-14 1951 1921-08-24");
}

#[test]
fn a_look_back_holds_for_its_sentence_only() {
    ru("В мае 1921 г. он получил ответ на письмо от 19 декабря 1920 года. 5 июня он выехал.", "1921-05 1920-12-19 1921-06-05");
    ru(
        "5 мая 1921 г. встреча состоялась. Еще в марте 1918 г. они расстались, а 5 апреля он уехал. 8 мая пришла весть.",
        "1921-05-05 1918-03 1918-04-05 1921-05-08",
    );
    ru("В 1921 г. он писал о войне, что была в 1877 г. В мае 1877 г. она началась. В июне пал город.", "1921 1877 1877-05 1877-06");
    en("In May 1921 he answered the letter of 19 December 1920. On 5 June he left.", "1921-05 1920-12-19 1921-06-05");
}

#[test]
fn a_newspaper_has_its_year_before_its_day() {
    ru("Правда. 1932. 19 марта.", "1932-03-19");
    ru("Правда. 1932. № 78. 19 марта.", "1932-03-19");
    en("The Times, 1922, 18 September", "1922-09-18");
}

#[test]
fn the_year_of_a_citation_counts() {
    let text = "18 августа он писал (Письмо. 18.08.1921 // РГАСПИ).";
    let open = text.find('(').unwrap();
    let mask = Span::new(open, text.find(").").unwrap() + 1);
    let dates = in_body(text, &[mask], crate::lang::pack("ru").unwrap());
    assert_eq!(dates.iter().map(|mention| mention.date.edtf()).collect::<Vec<_>>(), ["1921-08-18"]);
}

#[test]
fn dates_told_from_another() {
    ru("5 мая 1921 г. он прибыл. На следующий день он уехал.", "1921-05-05 1921-05-06");
    ru("5 мая 1921 г. он прибыл, а четырьмя днями позже уехал.", "1921-05-05 1921-05-09");
    ru("5 мая 1921 г. он прибыл. Два месяца спустя, 13 июля, он уехал.", "1921-05-05 1921-07-13");
    ru("5 мая 1921 г. он прибыл. Через неделю он уехал.", "1921-05-05 1921-05-12");
    ru("5 мая 1921 г. он прибыл. Накануне, как говорили, шел дождь.", "1921-05-05 1921-05-04");
    ru("5 мая 1921 г. он прибыл. Через три дня он уехал.", "1921-05-05 1921-05-08");
    ru("5 мая 1921 г. он прибыл. Спустя месяц он уехал.", "1921-05-05 1921-06");
    ru("5 мая 1921 г. он прибыл. Год спустя он умер.", "1921-05-05 1922");
    ru("5 мая 1921 г. он прибыл. Двумя днями ранее пал город.", "1921-05-05 1921-05-03");
    ru("5 мая 1921 г. он прибыл. В тот же день пал город.", "1921-05-05 1921-05-05");
    ru("31 декабря 1920 г. он прибыл. На другой день пал город.", "1920-12-31 1921-01-01");
    ru("18 мая 1921 г. он ждал, а 25-го числа того же месяца уехал.", "1921-05-18 1921-05-25");
    ru("В мае 1921 г. он ждал, а в июне того же года уехал.", "1921-05 1921-06");
    ru("В мае 1921 г. он ждал, а в марте следующего года уехал.", "1921-05 1922-03");
    ru("Накануне Карсской конференции 5 мая 1921 г. он уехал.", "1921-05-05");
    ru("Через неделю после битвы он уехал. 5 мая 1921 г.", "1921-05-05");
    ru("На следующий день он уехал.", "");
    en("He came on 5 May 1921. A fortnight later he left.", "1921-05-05 1921-05-19");
    en("He came on 5 May 1921. The following day he left.", "1921-05-05 1921-05-06");
    en("He came on 5 May 1921, and three days later he left.", "1921-05-05 1921-05-08");
    en("He came on 5 May 1921; two weeks earlier the town had fallen.", "1921-05-05 1921-04-21");
    en("He came on 5 May 1921. A year later he died.", "1921-05-05 1922");
    en("He came on 5 May 1921. That same day the town fell.", "1921-05-05 1921-05-05");
    en("He came on 5 May 1921 and left on the 9th of the same month.", "1921-05-05 1921-05-09");
    en("In May 1921 he waited; in the autumn of that year he left.", "1921-05 1921-23");
    en("The day before the battle of 5 May 1921 he left.", "1921-05-05");
}

#[test]
fn there_are_no_dates_where_there_are_none() {
    for text in [
        "в доме № 12 по улице",
        "документ № 1921 лежит",
        "С. 1921, Д. 1807. Л. 12",
        "1-й армии и 18-го полка",
        "1812 солдат и 1500 рублей",
        "в 1500 километрах от города",
        "«Советско-турецкие отношения 1917-1926»",
        "книга «Кавказ в 1921 году» лежит",
        "Людовик XIV и Александр I",
        "Александр II и в степи",
        "на 5 и 7 полки",
        "12.5 тысяч и 3,5 версты",
        "с 5 до 7 часов",
        "10-15 человек, 20-30 пушек",
        "том V, глава X",
        "Мартов и Майский прибыли",
        "тел. 18-20-30",
    ] {
        ru(text, "");
    }
    for text in [
        "at 12 Regent Street",
        "No. 1921 and p. 1807",
        "the 1st Army and the 18th Regiment",
        "a force of 1500 men",
        "1812 soldiers may march on",
        "Louis XIV and Alexander I",
        "he may go, and they march in order",
        "FO 371/1921, f. 1807",
        "from 5 to 7 hours",
        "an august body",
        "sections 5 and 7",
        "\u{201c}Russia and the West 1917-1926\u{201d}",
    ] {
        en(text, "");
    }
}

#[test]
fn a_citation_has_only_dates_with_a_year() {
    let dates = |text: &str| in_citation(text, crate::lang::pack("ru").unwrap()).len();
    assert_eq!(dates("РГАСПИ. Ф. 17. Оп. 3. Д. 240. Л. 5-6 об."), 0);
    assert_eq!(dates("Письмо от 5 мая // РГАСПИ. Ф. 17. Оп. 3. Д. 1921. Л. 5"), 0);
    assert_eq!(dates("Документы. Т. 4. М., 1960. С. 257-259"), 0);
    assert_eq!(dates("Письмо А. — Б. 18.08.1921 // РГАСПИ. Ф. 17. Оп. 3"), 1);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_every_date_is_edtf(
        words in proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..24),
        russian in proptest::bool::ANY,
        noise in ".{0,20}",
    ) {
        let text = format!("{}{noise}{}", words.join(" "), words.concat());
        let pack = crate::lang::pack(if russian { "ru" } else { "en" }).expect("the pack is compiled in");
        let mut before = 0;
        for mention in in_body(&text, &[], pack) {
            let edtf = mention.date.edtf();
            proptest::prop_assert!(edtf_core::Edtf::parse(&edtf).is_ok(), "{} in {}", edtf, text);
            proptest::prop_assert!(mention.span.start() >= before, "{} overlaps in {}", edtf, text);
            proptest::prop_assert!(!mention.span.of(&text).is_empty());
            before = mention.span.end();
            if let (Some(first), Some(last)) = (mention.date.first_day(), mention.date.last_day()) {
                proptest::prop_assert!(first <= last, "{} in {}", edtf, text);
            }
        }
        let _ = in_citation(&text, pack);
    }
}

#[test]
fn odd_long_texts_neither_overflow_nor_take_long() {
    for (words, times) in [
        ("the ", 20_000),
        ("около ", 20_000),
        ("20-е годы ", 20_000),
        ("5, ", 20_000),
        ("в 1921 и 5 мая ", 20_000),
        ("5 мая ", 20_000),
        ("\"", 20_000),
    ] {
        for code in crate::lang::CODES {
            let _ = in_body(&format!("{}1921", words.repeat(times)), &[], crate::lang::pack(code).unwrap());
        }
    }
}

const WORDS: [&str; 78] = [
    "18",
    "31",
    "5",
    "1921",
    "1807",
    "20",
    "0",
    "99",
    "1900",
    "862",
    "XVIII",
    "IV",
    "августа",
    "мая",
    "марта",
    "феврале",
    "декабря",
    "г.",
    "гг.",
    "года",
    "году",
    "годы",
    "в",
    "с",
    "по",
    "до",
    "от",
    "на",
    "между",
    "и",
    "ночь",
    "начале",
    "конце",
    "половине",
    "первой",
    "второй",
    "-",
    "—",
    ".",
    ",",
    "(",
    ")",
    "/",
    "«",
    "»",
    "веке",
    "вв.",
    "-х",
    "числах",
    "летом",
    "зимой",
    "на следующий день",
    "через",
    "два",
    "неделю",
    "дня",
    "того же месяца",
    "ст. ст.",
    "до н. э.",
    "\n",
    "May",
    "August",
    "the",
    "of",
    "th",
    "s",
    "early",
    "century",
    "from",
    "to",
    "between",
    "night",
    "later",
    "a fortnight later",
    "O.S.",
    "winter",
    "year",
    "that",
];

#[test]
fn the_next_of_its_name() {
    en("On 3 July 1852 he came. The following spring he left. The next January he died.", "1852-07-03 1853-21 1854-01");
    en("On 3 May 1852 he died. A year later, on 4 May, she left.", "1852-05-03 1853 1853-05-04");
}

#[test]
fn a_day_by_its_part_or_at_the_end_of_its_month() {
    en("It was sent on 18 September 1846 and came on the morning of the 23rd. It rained.", "1846-09-18 1846-09-23");
    en("On 13 February 1938 they met. On the last day of that month they parted.", "1938-02-13 1938-02-28");
    en("On 15 May 1921 it met. The Times of the 18th called it rash; a letter of the 20th, too.", "1921-05-15 1921-05-18 1921-05-20");
    en("In May 1921 he wrote of the 18th and 19th centuries.", "1921-05 17XX 18XX");
    en("He landed on the last day of April 1615.", "1615-04-30");
    en("He was made a saint on 21 February 1173, after two years. On 12 July of the next year it rained.", "1173-02-21 1174-07-12");
    en("On 3 May 1852 he came. Six days after this visit he left.", "1852-05-03 1852-05-09");
}

#[test]
fn a_month_of_another_language_needs_day_and_year() {
    ru("Номер вышел 5 mai 1867 г.", "1867-05-05");
    ru("Журнал Mars и March, 5 полос", "");
    en("The number of 12 août 1921 was lost.", "1921-08-12");
    en("Some 5 mai were seen.", "");
}

#[test]
fn a_look_back_leaves_the_story_where_it_was() {
    en(
        "On 28 April 1569 it sailed. They had paid two years before; Brown, who came in May, died the following year.",
        "1569-04-28 1567 1569-05 1570",
    );
    en("In November 1821 he bought it. Gray, who came in 1820 and printed his book two years later, left.", "1821-11 1820 1822");
}

#[test]
fn what_had_been_done_came_before() {
    en("On 29 June 1942 it was played. The band had stopped playing in December. On 2 July it rained.", "1942-06-29 1941-12 1942-07-02");
}
