//! A sentence, and the names in it with kind and base form.

use crate::lang::pack;
use crate::read::ThingKind;

use super::names;

/// Each name as `words=kind base`, in order: p(erson), l(ocation), g(roup).
#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    let shapes = names(text, &[], None, pack(language).unwrap());
    let kind = |kind| match kind {
        ThingKind::Person => 'p',
        ThingKind::Place => 'l',
        ThingKind::Group => 'g',
    };
    let shown: Vec<String> = shapes.iter().map(|shape| format!("{}={} {}", shape.span.of(text), kind(shape.kind), shape.base)).collect();
    assert_eq!(shown, expected, "in: {text}");
}

#[track_caller]
fn russian(text: &str, expected: &[&str]) {
    check("ru", text, expected);
}

#[track_caller]
fn english(text: &str, expected: &[&str]) {
    check("en", text, expected);
}

/// The names of an essay, its citations read first.
#[track_caller]
fn essay(language: &str, text: &str, expected: &[&str]) {
    let source = crate::text::Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let essay = &crate::text::essays(&source)[0];
    let reading = crate::read::read(essay, pack(language).unwrap());
    let shown: Vec<String> = reading.names.iter().map(|shape| format!("{}={}", shape.span.of(essay.prose.text()), shape.base)).collect();
    assert_eq!(shown, expected, "in: {text}");
}

#[test]
fn a_word_for_see_is_no_town_before_a_publisher() {
    essay("ru", "Об этом писали (См:Отчёт Комиссии. М., 1921. С. 5).", &[]);
}

#[test]
fn sender_and_addressee_of_a_cited_letter() {
    essay("en", "The offer was refused (Threlfall to Liverpool, 5 Feb. 1815, FO 92/11).", &["Threlfall=Threlfall", "Liverpool=Liverpool"]);
    essay(
        "en",
        "It was refused (Colonial Office to Liverpool, 5 Feb. 1815, CO 92/11).",
        &["Colonial Office=Colonial Office", "Liverpool=Liverpool"],
    );
    essay(
        "ru",
        "Отказ был краток (Прутков – Градову, 5 февраля 1815 г. // АВПРИ. Ф. 3. Д. 4. Л. 5).",
        &["Прутков=Прутков", "Градову=Градов", "АВПРИ=АВПРИ"],
    );
}

#[test]
fn initials() {
    russian("Ответ Н.К. Гирсу дал Е. П. Новиков.", &["Н.К. Гирсу=p Н. К. Гирс", "Е. П. Новиков=p Е. П. Новиков"]);
    russian("см. Тарле Е. В. и Ж.-Ж. Руссо", &["Тарле Е. В.=p Е. В. Тарле", "Ж.-Ж. Руссо=p Ж. Ж. Руссо"]);
    english(
        "Asked by A. J. Balfour, W. S. Churchill's friend wrote.",
        &["A. J. Balfour=p A. J. Balfour", "W. S. Churchill=p W. S. Churchill"],
    );
}

#[test]
fn full_names() {
    russian("Он писал Павлу Ивановичу Ягужинскому.", &["Павлу Ивановичу Ягужинскому=p Павел Иванович Ягужинский"]);
    russian("Посланник Жак де Кампредон уехал.", &["Жак де Кампредон=p Жак де Кампредон"]);
    russian("При Екатерине II и Петре Алексеевиче", &["Екатерине II=p Екатерина II", "Петре Алексеевиче=p Петр Алексеевич"]);
    english("He met Edward Grey and Count Nikolai Ignatieff.", &["Edward Grey=p Edward Grey", "Nikolai Ignatieff=p Nikolai Ignatieff"]);
}

#[test]
fn titles() {
    russian(
        "Затем граф Пален и лорд Редклиф беседовали с генералом Муравьевым.",
        &["Пален=p Пален", "Редклиф=p Редклиф", "Муравьевым=p Муравьев"],
    );
    russian("Они ждали Решид-пашу и Кязима Карабекир-пашу.", &["Решид-пашу=p Решид-паша", "Кязима Карабекир-пашу=p Кязим Карабекир-паша"]);
    english("The letter reached Lord Raglan and Omar Pasha.", &["Raglan=p Raglan", "Omar Pasha=p Omar Pasha"]);
}

#[test]
fn a_family_name_alone_after_its_fuller_form() {
    russian("Прибыл Н. П. Игнатьев. Игнатьеву не верили.", &["Н. П. Игнатьев=p Н. П. Игнатьев", "Игнатьеву=p Игнатьев"]);
}

#[test]
fn known_places_and_states() {
    russian(
        "Из Одессы в Нижний Новгород, Турцией, под Севастополем.",
        &["Одессы=l Одесса", "Нижний Новгород=l Нижний Новгород", "Турцией=g Турция", "Севастополем=l Севастополь"],
    );
    english(
        "From Odessa to St. Petersburg; Great Britain objected.",
        &["Odessa=l Odessa", "St. Petersburg=l St Petersburg", "Great Britain=g Great Britain"],
    );
}

#[test]
fn places_by_the_noun_beside_them() {
    russian(
        "У крепости Силистрии, на Черноморском побережье, в городе Шуменске.",
        &["Силистрии=l Силистрия", "Черноморском побережье=l Черноморское побережье", "Шуменске=l Шуменск"],
    );
}

#[test]
fn organisations() {
    russian(
        "Доклад правительству Турции и ЦК РКП (б) от Коллегии иностранных дел.",
        &["правительству Турции=g правительство Турции", "ЦК РКП (б)=g ЦК РКП(б)", "Коллегии иностранных дел=g Коллегия иностранных дел"],
    );
    russian(
        "Части 6-й Османской армии и Красной Армией, МИД Франции.",
        &["6-й Османской армии=g 6-й Османская армия", "Красной Армией=g Красная Армия", "МИД Франции=g МИД Франции"],
    );
    english(
        "The Ministry of Foreign Affairs, the House of Commons and the War Office.",
        &["Ministry of Foreign Affairs=g Ministry of Foreign Affairs", "House of Commons=g House of Commons", "War Office=g War Office"],
    );
}

#[test]
fn newspapers_and_parties_in_quotation_marks() {
    russian(
        "Газета писала, что газета «Голос» и партия «Единение и прогресс» против.",
        &["Голос=g Голос", "Единение и прогресс=g Единение и прогресс"],
    );
}

#[test]
fn adjectives_treaties_and_ordinary_words_are_no_names() {
    russian("Крымская война и Парижский мир. Осенью Лондонская конференция. Восточный вопрос.", &[]);
    english("The Crimean War ended. Treaty of peace. However, Russian troops stayed.", &[]);
}

#[test]
fn the_mark_of_a_year_is_not_that_of_a_town() {
    russian("Иван Орлов молчал. В 1897 г. Орлов уехал в г. Торжок.", &["Иван Орлов=p Иван Орлов", "Орлов=p Орлов", "Торжок=l Торжок"]);
}

#[test]
fn names_of_three_words_and_particles_joined_to_them() {
    russian("Приехал Карл Рейнеке Майер и Антуан д'Эсте.", &["Карл Рейнеке Майер=p Карл Рейнеке Майер", "Антуан д'Эсте=p Антуан д'Эсте"]);
    russian("Его звали Селим аль-Мансури.", &["Селим аль-Мансури=p Селим аль-Мансури"]);
    english(
        "He met Pablo Ruiz de Herrera and Beatrice d'Anjou.",
        &["Pablo Ruiz de Herrera=p Pablo Ruiz de Herrera", "Beatrice d'Anjou=p Beatrice d'Anjou"],
    );
}

#[test]
fn a_title_within_a_name() {
    russian("Ждали Махмуд-хана Ахтари.", &["Махмуд-хана Ахтари=p Махмуд-хан Ахтари"]);
}

#[test]
fn the_first_word_of_a_sentence_may_be_a_name_that_no_list_has() {
    russian("Гюнварт Ольден уехал.", &["Гюнварт Ольден=p Гюнварт Ольден"]);
    russian("Весной Ольден вернулся. Закон Ольдена забыт.", &["Ольден=p Ольден", "Ольдена=p Ольден"]);
    english("Yarrick Dunmore spoke first. Quietly Dunmore left.", &["Yarrick Dunmore=p Yarrick Dunmore", "Dunmore=p Dunmore"]);
}

#[test]
fn rulers_and_peers() {
    english(
        "Osbern the Bold and Adelaide of Thuringen met Prusias II.",
        &["Osbern the Bold=p Osbern the Bold", "Adelaide of Thuringen=p Adelaide of Thuringen", "Prusias II=p Prusias II"],
    );
    english(
        "The Earl of Durham spoke, and Durham was heard. He went to Durham. Lord March was in Durham.",
        &["Durham=p Durham", "Durham=p Durham", "Durham=p Durham", "March=p March", "Durham=l Durham"],
    );
    russian("Королю Яну III Станиславу", &["Яну III Станиславу=p Ян Станислав III"]);
}

#[test]
fn a_place_that_an_office_is_over() {
    russian("Он просил губернатора Саратова, но не губернатора Стахова.", &["Саратова=l Саратов", "Стахова=p Стахов"]);
}

#[test]
fn places_called_after_their_owners_and_by_two_words() {
    russian(
        "В Саввине монастыре и у Нижнего Покровского монастыря, на Сухой Дубраве.",
        &[
            "Саввине монастыре=l Саввин монастырь",
            "Нижнего Покровского монастыря=l Нижний Покровский монастырь",
            "Сухой Дубраве=l Сухая Дубрава",
        ],
    );
    english("They crossed Lake Orsa near the town of Venga.", &["Lake Orsa=l Lake Orsa", "Venga=l Venga"]);
}

#[test]
fn firms_newspapers_and_organisations_of_their_members() {
    english(
        "Harris & Sons told the Fishermen's union, the Bakers' Union and the Boston Courier.",
        &["Harris & Sons=g Harris & Sons", "Bakers' Union=g Bakers' Union", "Boston Courier=g Boston Courier"],
    );
    russian("Об этом писал «Сибирский вестник».", &["Сибирский вестник=g Сибирский вестник"]);
    russian("Совет народного хозяйства и Лентрест.", &["Совет народного хозяйства=g Совет народного хозяйства", "Лентрест=g Лентрест"]);
}

#[test]
fn the_base_form_of_an_unknown_place_is_that_of_the_case_its_preposition_wants() {
    russian("Он жил в Мельдорте, потом бежал из Дормунда.", &["Мельдорте=l Мельдорт", "Дормунда=l Дормунд"]);
}

#[test]
fn what_an_article_or_a_common_ending_shows_is_no_person() {
    english("The Zandi chiefs and the Murrow mission agreed.", &[]);
    russian("Они составили Положение.", &[]);
}

#[test]
fn a_listed_given_name_begins_its_own_name() {
    russian(
        "Начальник Волгостроя Осип Лукич Щербин и роль Лидии Нина Павловна Одинцова.",
        &[
            "Волгостроя=g Волгострой",
            "Осип Лукич Щербин=p Осип Лукич Щербин",
            "Лидии=p Лидия",
            "Нина Павловна Одинцова=p Нина Павловна Одинцова",
        ],
    );
    russian("Письмо Али Рустам-паши Г. Орлову", &["Али Рустам-паши=p Али Рустам-паша", "Г. Орлову=p Г. Орлов"]);
}

#[test]
fn a_family_name_called_like_a_town() {
    russian("Писал он Давиду Бостону. При Давиде Лондон вырос.", &["Давиду Бостону=p Давид Бостон", "Давиде=p Давид", "Лондон=l Лондон"]);
}

#[test]
fn plural_verbs_have_no_single_subject() {
    russian("Гусаров ждали долго. Гудилов молчал.", &["Гудилов=p Гудилов"]);
}

#[test]
fn an_unlisted_given_name_before_a_fathers_name() {
    russian(
        "Ульгерда Карловна уехала. Он видел Дрозофила Петровича Крамника.",
        &["Ульгерда Карловна=p Ульгерда Карловна", "Дрозофила Петровича Крамника=p Дрозофил Петрович Крамник"],
    );
}

#[test]
fn a_town_that_the_essay_uses_as_a_persons_name_alone() {
    russian("Прибыл лорд Глазго. Глазго молчал.", &["Глазго=p Глазго", "Глазго=p Глазго"]);
    russian("Прибыл лорд Глазго из города. Глазго молчал. Он жил в Глазго.", &["Глазго=p Глазго", "Глазго=l Глазго", "Глазго=l Глазго"]);
}

#[test]
fn a_rulers_number_before_a_full_stop() {
    russian("Он служил Вильгельму I. Князь ушел.", &["Вильгельму I=p Вильгельм I"]);
}

#[test]
fn a_family_name_alone_is_read_in_a_case_that_may_stand_there() {
    russian("К. Р. Бальмоде приехал. Бальмоде не ждали.", &["К. Р. Бальмоде=p К. Р. Бальмоде", "Бальмоде=p Бальмоде"]);
}

#[test]
fn the_full_stop_of_a_year_makes_no_town() {
    russian("В 1741 г. Штольц увидел гору. Лейтенант Карл Штольц записал это.", &["Штольц=p Штольц", "Карл Штольц=p Карл Штольц"]);
}

#[test]
fn a_family_name_may_stand_first_and_keep_its_form() {
    russian("Он принял Ли Дачжао и писал Чжан Цзолиню.", &["Ли Дачжао=p Ли Дачжао", "Чжан Цзолиню=p Чжан Цзолинь"]);
}

#[test]
fn a_father_named_as_the_seventeenth_century_does() {
    russian(
        "Служил подьячий Иван Карпов сын Толчёнов, били челом на Михайла Васильева сына Лялина.",
        &["Иван Карпов сын Толчёнов=p Иван Карпов сын Толченов", "Михайла Васильева сына Лялина=p Михайло Васильев сын Лялин"],
    );
}

#[test]
fn an_office_in_two_words_is_no_name() {
    russian("Секунд-майор Прошкин ушёл. Крымский хан молчал.", &["Прошкин=p Прошкин"]);
    russian("Президент Франции Эмманюэль Дюран прибыл.", &["Франции=g Франция", "Эмманюэль Дюран=p Эмманюэль Дюран"]);
    english("At noon Brigadier-General Reginald Ashe fired.", &["Reginald Ashe=p Reginald Ashe"]);
}

#[test]
fn an_order_is_a_paper_and_an_order_of_ambassadors_a_department() {
    russian("Он служил в Посольском приказе. Приказ ОГПУ подписали.", &["Посольском приказе=g Посольский приказ", "ОГПУ=g ОГПУ"]);
}

#[test]
fn a_form_that_no_person_takes_is_a_place() {
    russian("Войска ударили на Язловец, казаки вышли с Вымы.", &["Язловец=l Язловец", "Вымы=l Выма"]);
    russian("Он жил в Бурцеве.", &["Бурцеве=l Бурцево"]);
}

#[test]
fn two_words_after_at_are_a_place() {
    english(
        "It was printed at Marling Hill in May. He retired to Long Barton.",
        &["Marling Hill=l Marling Hill", "Long Barton=l Long Barton"],
    );
    english("She wrote to Anwen Barton.", &["Anwen Barton=p Anwen Barton"]);
}

#[test]
fn an_office_before_the_head_belongs_to_the_organisation() {
    english("The printer of the Bristol Missionary Society was away.", &["Bristol Missionary Society=g Bristol Missionary Society"]);
}

#[test]
fn a_churchman_has_his_family_name_in_brackets() {
    russian(
        "Говорил архиепископ Иларион (Трубецкой), слушали Фотия (Ласкина).",
        &["Иларион (Трубецкой)=p Иларион Трубецкой", "Фотия (Ласкина)=p Фотий Ласкин"],
    );
    russian("Выбрали Тихона, и митрополит Коломенский молчал.", &["Тихона=p Тихон"]);
}

#[test]
fn a_body_for_a_region_is_one_name() {
    russian("Дело вело УНКВД по Курской области.", &["УНКВД по Курской области=g УНКВД по Курской области"]);
    russian("Решило бюро МГК, и правительство РСФСР молчало.", &["МГК=g МГК", "правительство РСФСР=g правительство РСФСР"]);
}

#[test]
fn the_head_alone_is_the_group_named_before() {
    english(
        "The Levant Trading Company failed. In May the Company paid.",
        &["Levant Trading Company=g Levant Trading Company", "Company=g Levant Trading Company"],
    );
}

#[test]
fn a_father_s_name_ends_the_name_before_another_case() {
    russian(
        "Грамота царя Алексея Михайловича Ивановскому монастырю.",
        &["Алексея Михайловича=p Алексей Михайлович", "Ивановскому монастырю=l Ивановский монастырь"],
    );
}

#[test]
fn a_name_in_the_instrumental_is_no_adjective() {
    russian("Он враждовал с Полем Дженкинсом.", &["Полем Дженкинсом=p Поль Дженкинс"]);
}

#[test]
fn people_of_a_trade_have_societies() {
    english("He joined the London Missionary Society in May.", &["London Missionary Society=g London Missionary Society"]);
}

#[test]
fn a_second_author_needs_no_list() {
    essay(
        "en",
        "It failed (G. E. Warrell and Bonamy Thornden, The Empty Quay, London, 1935, p. 5).",
        &["G. E. Warrell=G. E. Warrell", "Bonamy Thornden=Bonamy Thornden", "London=London"],
    );
}

#[test]
fn a_ship_is_nobody() {
    english("Then HMS Ajax sailed, and the frigate Anson, and Captain Thorne with them.", &["Thorne=p Thorne"]);
}

#[test]
fn an_office_written_in_capitals_names_nobody() {
    russian("Он писал Народному Комиссару Иностранных Дел и Министру Путей Сообщения.", &[]);
    russian("Министр Внутренних Дел Ланской и Министр Государственных Имуществ Киселёв.", &["Ланской=p Ланской", "Киселёв=p Киселев"]);
    russian("Телеграмма Министра Иностранных Дел Андрея Калязина была краткой.", &["Андрея Калязина=p Андрей Калязин"]);
}

#[test]
fn an_unknown_name_in_another_case_is_led_back_to_its_own() {
    russian(
        "Николай I отправил письмо Бенкендорфу. Письмо Бенкендорфу хранится в архиве.",
        &["Николай I=p Николай I", "Бенкендорфу=p Бенкендорф", "Бенкендорфу=p Бенкендорф"],
    );
    russian("Он отправил письмо Сперанскому.", &["Сперанскому=p Сперанский"]);
    russian("Он написал Бестужевой.", &["Бестужевой=p Бестужева"]);
    russian(
        "Император Александр II согласился; Горчаков писал Александру II.",
        &["Александр II=p Александр II", "Горчаков=p Горчаков", "Александру II=p Александр II"],
    );
}

#[test]
fn the_name_of_a_fonds_is_nobodys() {
    essay("ru", "Отказ был краток (АВПРИ. Ф. Канцелярия. Оп. 470. Д. 152. Л. 340).", &["АВПРИ=АВПРИ"]);
}

#[test]
fn one_of_many_is_nobody_and_a_company_is_called_after_somebody() {
    english("A Cree came, and he met two Ojibwe hunters.", &[]);
    english(
        "He served the Hudson's Bay Company at York Factory.",
        &["Hudson's Bay Company=g Hudson's Bay Company", "York Factory=l York Factory"],
    );
    english("It was told to Sir Bibye Lake, who laughed.", &["Bibye Lake=p Bibye Lake"]);
    russian("Тургенев писал Анненкову из Парижа.", &["Тургенев=p Тургенев", "Анненкову=p Анненков", "Парижа=l Париж"]);
}
