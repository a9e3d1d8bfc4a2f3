//! A line of Russian and its case forms.

use super::super::{Part, forms, pack};
use super::{Declension, Gender, Role};

fn russian() -> &'static Declension {
    &pack("ru").unwrap().declension
}

/// The usual form in each case, from the genitive on.
#[track_caller]
fn check(word: &str, role: Role, gender: Gender, expected: &str) {
    let usual = ["gen", "dat", "acc", "ins", "loc"].map(|case| russian().usual(word, role, gender, case).unwrap());
    assert_eq!(usual.join(" "), expected, "of {word}");
}

#[track_caller]
fn has(word: &str, role: Role, form: &str, cases: &str) {
    let forms = russian().decline(word, role, None);
    let found = forms.iter().find(|own| own.text == form).unwrap_or_else(|| panic!("{form} is none of {forms:?}"));
    assert_eq!(russian().case_names(found.cases).join(" "), cases, "of {form}");
}

#[track_caller]
fn restored(form: &str, roles: &[Role], expected: &str) {
    let bases = russian().restore(form, roles);
    let texts: Vec<String> = bases.iter().map(|base| format!("{}:{}", base.text, russian().case_names(base.cases).join(","))).collect();
    assert!(texts.iter().any(|text| text == expected), "{form} leads to {texts:?}");
}

#[test]
fn surnames_of_men() {
    check("Гусейнов", Role::Surname, Gender::Male, "Гусейнова Гусейнову Гусейнова Гусейновым Гусейнове");
    check("Ягужинский", Role::Surname, Gender::Male, "Ягужинского Ягужинскому Ягужинского Ягужинским Ягужинском");
    check("Толстой", Role::Surname, Gender::Male, "Толстого Толстому Толстого Толстым Толстом");
    check("Черных", Role::Surname, Gender::Male, "Черных Черных Черных Черных Черных");
    check("Орджоникидзе", Role::Surname, Gender::Male, "Орджоникидзе Орджоникидзе Орджоникидзе Орджоникидзе Орджоникидзе");
    check("Гасанлы", Role::Surname, Gender::Male, "Гасанлы Гасанлы Гасанлы Гасанлы Гасанлы");
    check("Коцебу", Role::Surname, Gender::Male, "Коцебу Коцебу Коцебу Коцебу Коцебу");
    check("Бриан", Role::Surname, Gender::Male, "Бриана Бриану Бриана Брианом Бриане");
    check("Врангель", Role::Surname, Gender::Male, "Врангеля Врангелю Врангеля Врангелем Врангеле");
    check("Порай", Role::Surname, Gender::Male, "Порая Пораю Порая Пораем Порае");
    check("Шульц", Role::Surname, Gender::Male, "Шульца Шульцу Шульца Шульцем Шульце");
}

#[test]
fn surnames_of_women() {
    check("Дашкова", Role::Surname, Gender::Female, "Дашковой Дашковой Дашкову Дашковой Дашковой");
    check("Крупская", Role::Surname, Gender::Female, "Крупской Крупской Крупскую Крупской Крупской");
    check("Цеткин", Role::Surname, Gender::Female, "Цеткин Цеткин Цеткин Цеткин Цеткин");
    check("Коллонтай", Role::Surname, Gender::Female, "Коллонтай Коллонтай Коллонтай Коллонтай Коллонтай");
}

#[test]
fn both_endings_after_a_husher() {
    has("Джордж", Role::Given, "Джорджем", "ins");
    has("Джордж", Role::Given, "Джорджом", "ins");
}

#[test]
fn fleeting_vowels() {
    check("Павел", Role::Given, Gender::Male, "Павла Павлу Павла Павлом Павле");
    check("Лев", Role::Given, Gender::Male, "Льва Льву Льва Львом Льве");
    check("Орел", Role::Place, Gender::Male, "Орла Орлу Орел Орлом Орле");
}

#[test]
fn places() {
    check("Карс", Role::Place, Gender::Male, "Карса Карсу Карс Карсом Карсе");
    check("Турция", Role::Place, Gender::Female, "Турции Турции Турцию Турцией Турции");
    check("Казань", Role::Place, Gender::Female, "Казани Казани Казань Казанью Казани");
    check("Баку", Role::Place, Gender::Male, "Баку Баку Баку Баку Баку");
    check("Афины", Role::Place, Gender::Plural, "Афин Афинам Афины Афинами Афинах");
    check("Севастополь", Role::Place, Gender::Male, "Севастополя Севастополю Севастополь Севастополем Севастополе");
}

#[test]
fn each_part_declines_on_its_own() {
    let part = |joint, text: &str| Part {
        joint,
        text: text.to_owned(),
        role: Some(Role::Given),
        gender: Some(Gender::Male),
        class: None,
        may_stay: true,
    };
    let forms = forms(russian(), &[part("", "Юсуф"), part(" ", "Кемаль"), part("-", "бей")]);
    for expected in ["Юсуф Кемаль-бей", "Юсуфа Кемаль-бея", "Юсуф Кемаль-бея", "Юсуфу Кемалю-бею", "Юсуфом Кемаль-беем"]
    {
        assert!(forms.iter().any(|form| form.text == expected), "{expected}");
    }
    assert!(forms.iter().all(|form| form.text != "Юсуфа Кемалю-бею"), "two cases are not mixed");
}

#[test]
fn base_forms_of_unknown_names() {
    restored("Абилову", &[Role::Surname], "Абилов:dat");
    restored("Мравяна", &[Role::Surname], "Мравян:gen,acc");
    restored("Ягужинским", &[Role::Surname], "Ягужинский:ins");
    restored("Трикуписом", &[Role::Surname], "Трикупис:ins");
    restored("Сакарией", &[Role::Place], "Сакария:ins");
    restored("Льву", &[Role::Given], "Лев:dat");
    restored("Орджоникидзе", &[Role::Surname], "Орджоникидзе:nom,gen,dat,acc,ins,loc");
}

/// How often the usual form is the one of the crate `petrovich`, whose rules were made from other sources.
#[test]
fn most_forms_are_those_of_petrovich() {
    use petrovich::{Case, Gender as Theirs, firstname, lastname, middlename};
    let cases = [
        ("gen", Case::Genitive),
        ("dat", Case::Dative),
        ("acc", Case::Accusative),
        ("ins", Case::Instrumental),
        ("loc", Case::Prepositional),
    ];
    let surnames = "Абилов Атабеков Бальфур Бенкендорф Боголепов Бриан Бутенев Вернадский Вильсон Витте Врангель Вышинский \
        Гасанлы Гирс Гольц Горемыкин Горчаков Грот Гусейнов Деникин Долгих Достоевский Жуковский Зиновьев Игнатьев Керзон Кирилленко \
        Клемансо Коцебу Красин Кутузов Ллойд Мдивани Меттерних Мравян Нацаренус Нессельроде Орджоникидзе Остерман Паскевич Пален \
        Репнин Рюмин Сазонов Сперанский Талейран Толстой Трикупис Тургенев Фадеев Хвостов Чарторыйский Шахтахтинский Щербатов Ягода";
    let women = "Дашкова Крупская Воронцова Цеткин Коллонтай Голицына Панина Толстая";
    let given = "Александр Алексей Андрей Василий Виктор Георгий Григорий Дмитрий Илья Иосиф Карл Кузьма Лев Никита Николай Павел \
        Петр Савва Семен Сергей Фома Юрий Яков Игорь";
    let patronymics = "Иванович Ильич Сергеевич Константинович Лукич";
    let (mut same, mut all, mut differing) = (0, 0, Vec::new());
    let mut compare = |word: &str, role, gender, theirs: &dyn Fn(Case) -> String| {
        for (name, case) in cases {
            let ours = russian().usual(word, role, gender, name).unwrap();
            let theirs = theirs(case);
            all += 1;
            if ours == theirs { same += 1 } else { differing.push(format!("{ours}/{theirs}")) }
        }
    };
    for word in surnames.split_whitespace() {
        compare(word, Role::Surname, Gender::Male, &|case| lastname(Theirs::Male, word, case));
    }
    for word in women.split_whitespace() {
        compare(word, Role::Surname, Gender::Female, &|case| lastname(Theirs::Female, word, case));
    }
    for word in given.split_whitespace() {
        compare(word, Role::Given, Gender::Male, &|case| firstname(Theirs::Male, word, case));
    }
    for word in patronymics.split_whitespace() {
        compare(word, Role::Patronymic, Gender::Male, &|case| middlename(Theirs::Male, word, case));
    }
    println!("{same} of {all} forms agree; these differ: {}", differing.join(" "));
    assert!(same * 100 >= all * 95, "{same} of {all}: {}", differing.join(" "));
}
