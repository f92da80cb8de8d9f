//! Setting what ts-rs writes in the house's format: one field a line, `T[]`, single quotes, plain comments.

const WIDTH: usize = 120;

/// A comment for TypeScript from a comment for Rust: without its links, and on one line where it fits.
pub(super) fn comment(docs: Option<&str>, indent: &str) -> String {
    let lines: Vec<String> = docs
        .unwrap_or_default()
        .lines()
        .map(|line| {
            line.trim().trim_start_matches("/**").trim_end_matches("*/").trim().trim_start_matches('*').trim()
        })
        .map(unlinked)
        .collect();
    let text = lines.join("\n");
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    if !text.contains('\n') && indent.len() + text.len() + 7 <= WIDTH {
        return format!("{indent}/** {text} */\n");
    }
    let inside: String =
        text.lines().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
    format!("{indent}/**\n{inside}{indent} */\n")
}

/// ``[`Console::confirm`]`` is a link in Rust only.
fn unlinked(line: &str) -> String {
    line.replace("[`", "`").replace("`]", "`")
}

/// `type X = …;` as ts-rs writes it, exported and set.
pub(super) fn declaration(decl: &str) -> String {
    let body = decl.trim().trim_end_matches(';');
    let (head, body) = body.split_once('=').unwrap_or((body, ""));
    let name = head.trim().trim_start_matches("type").trim();
    let parsed = Type::read(body);
    match &parsed {
        Type::Object(fields) => format!("export interface {name} {}\n", object(fields, "")),
        other => {
            let line = format!("export type {name} = {};", other.set(""));
            if line.len() <= WIDTH || !matches!(other, Type::OneOf(_)) {
                return line + "\n";
            }
            let Type::OneOf(kinds) = other else { return line + "\n" };
            let kinds: String = kinds.iter().map(|kind| format!("\n  | {}", kind.set("  "))).collect();
            format!("export type {name} ={kinds};\n")
        }
    }
}

/// A type on one line.
pub(super) fn inline(text: &str) -> String {
    match Type::read(text) {
        Type::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|field| format!("{}: {}", field.name, field.kind.set(""))).collect();
            format!("{{ {} }}", fields.join("; "))
        }
        other => other.set(""),
    }
}

#[derive(Debug)]
enum Type {
    /// A name, a literal, or anything else that is written as it stands.
    Plain(String),
    Array(Box<Type>),
    /// `{ [key in K]: V }`.
    Map(Box<Type>, Box<Type>),
    Object(Vec<Field>),
    OneOf(Vec<Type>),
    AllOf(Vec<Type>),
}

#[derive(Debug)]
struct Field {
    docs: Option<String>,
    name: String,
    kind: Type,
}

fn object(fields: &[Field], indent: &str) -> String {
    if fields.is_empty() {
        return "Record<string, never>".to_owned();
    }
    let deeper = format!("{indent}  ");
    let lines: String = fields
        .iter()
        .map(|field| {
            format!(
                "{}{deeper}{}: {};\n",
                comment(field.docs.as_deref(), &deeper),
                field.name,
                field.kind.set(&deeper)
            )
        })
        .collect();
    format!("{{\n{lines}{indent}}}")
}

impl Type {
    fn set(&self, indent: &str) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Array(of) => match of.as_ref() {
                Self::OneOf(_) | Self::AllOf(_) => format!("({})[]", of.set(indent)),
                _ => format!("{}[]", of.set(indent)),
            },
            Self::Map(key, value) => format!("Record<{}, {}>", key.set(indent), value.set(indent)),
            Self::Object(fields) => object(fields, indent),
            Self::OneOf(kinds) => kinds.iter().map(|kind| kind.set(indent)).collect::<Vec<_>>().join(" | "),
            Self::AllOf(kinds) => kinds.iter().map(|kind| kind.set(indent)).collect::<Vec<_>>().join(" & "),
        }
    }

    fn read(text: &str) -> Self {
        let mut reader = Reader { text: text.trim().to_owned(), at: 0 };
        let read = reader.one_of();
        assert!(reader.rest().trim().is_empty(), "{:?} is not read to its end: {:?}", text, reader.rest());
        read
    }
}

struct Reader {
    text: String,
    at: usize,
}

impl Reader {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, word: &str) -> bool {
        self.skip();
        let there = self.rest().starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    fn one_of(&mut self) -> Type {
        self.take("|");
        let mut kinds = vec![self.all_of()];
        while self.take("|") {
            kinds.push(self.all_of());
        }
        if kinds.len() == 1 { kinds.remove(0) } else { Type::OneOf(kinds) }
    }

    fn all_of(&mut self) -> Type {
        let mut kinds = vec![self.one()];
        while self.take("&") {
            kinds.push(self.one());
        }
        if kinds.len() == 1 { kinds.remove(0) } else { Type::AllOf(kinds) }
    }

    fn one(&mut self) -> Type {
        if self.take("Array<") {
            let of = self.one_of();
            assert!(self.take(">"), "{:?}", self.rest());
            return Type::Array(Box::new(of));
        }
        if self.take("(") {
            let of = self.one_of();
            assert!(self.take(")"), "{:?}", self.rest());
            return of;
        }
        if self.take("{") {
            return self.braces();
        }
        self.skip();
        let end = self
            .rest()
            .find([' ', ',', '|', '&', '>', '}', ']', ';', ')', '\n'])
            .unwrap_or(self.rest().len());
        let word = self.rest()[..end].to_owned();
        self.at += end;
        assert!(!word.is_empty(), "a type is missing before {:?}", self.rest());
        Type::Plain(word.replace('"', "'"))
    }

    fn braces(&mut self) -> Type {
        if self.take("[") {
            assert!(self.take("key in"), "{:?}", self.rest());
            let key = self.one_of();
            assert!(self.take("]"), "{:?}", self.rest());
            self.take("?");
            assert!(self.take(":"), "{:?}", self.rest());
            let value = self.one_of();
            self.take(",");
            assert!(self.take("}"), "{:?}", self.rest());
            return Type::Map(Box::new(key), Box::new(value));
        }
        let mut fields = Vec::new();
        while !self.take("}") {
            fields.push(self.field());
            let _ = self.take(",") || self.take(";");
        }
        Type::Object(fields)
    }

    fn field(&mut self) -> Field {
        let docs = self.take("/**").then(|| {
            let end = self.rest().find("*/").unwrap();
            let docs = self.rest()[..end].to_owned();
            self.at += end + 2;
            docs
        });
        self.skip();
        let end = self.rest().find(':').unwrap();
        let name = self.rest()[..end].trim().replace('"', "");
        self.at += end + 1;
        Field { docs, name, kind: self.one_of() }
    }
}

#[test]
fn what_ts_rs_writes_is_set_in_the_houses_format() {
    let set = declaration(
        "type X = { \n/**\n * Which.\n */\n\"kind\": \"a\", b: Array<string | null>, c?: { [key in string]: number }, };",
    );
    assert_eq!(
        set,
        "export interface X {\n  /** Which. */\n  kind: 'a';\n  b: (string | null)[];\n  c?: Record<string, number>;\n}\n"
    );
    assert_eq!(declaration("type Y = \"a\" | \"b\";"), "export type Y = 'a' | 'b';\n");
    assert_eq!(
        inline("{ order: OrderId, reason: string | null, }"),
        "{ order: OrderId; reason: string | null }"
    );
}
