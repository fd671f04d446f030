//! `tideover plot` with chosen charts, for a page of the user.

#[path = "charts/fixture.rs"]
mod fixture;

use assert_cmd::Command;
use fixture::USUAL;
use std::fs;
use std::path::{Path, PathBuf};

fn run_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plot").join(name);
    let _ = fs::remove_dir_all(&folder);
    USUAL.write(&folder.join("run"));
    folder
}

/// What the command says with these words behind the folder: exit code, stdout and stderr.
fn plot(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let made = Command::cargo_bin("tideover")
        .unwrap()
        .current_dir(folder)
        .args(["plot", "run"])
        .args(words)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (made.status.code().unwrap(), text(made.stdout), text(made.stderr))
}

fn png_width(path: &Path) -> u32 {
    u32::from_be_bytes(fs::read(path).unwrap()[16..20].try_into().unwrap())
}

#[test]
fn chosen_charts_are_drawn_for_the_width_they_are_printed_at() {
    let folder = run_folder("chosen");
    let words = ["--only", "firms,liquidity", "--format", "svg,png,pdf", "--width", "8cm", "-o", "figures"];
    let (code, said, talk) = plot(&folder, &words);
    assert_eq!(code, 0, "{talk}");
    assert_eq!(said.lines().count(), 6, "{said}");
    // 8 cm at 300 dots an inch.
    assert_eq!(png_width(&folder.join("figures/firms.png")), 945);
    let svg = fs::read_to_string(folder.join("figures/firms.svg")).unwrap();
    assert!(svg.contains("width=\"80mm\"") && svg.contains(">Small and medium firms"), "{svg}");
    let pdf = fs::read(folder.join("figures/firms.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(!folder.join("run/charts").exists(), "nothing is drawn into the run folder");
    // The same once more is the same, and overwrites its own.
    assert_eq!(plot(&folder, &words).0, 0);
    assert_eq!(fs::read(folder.join("figures/firms.pdf")).unwrap(), pdf);
}

#[test]
fn an_empty_title_leaves_the_title_out_and_a_title_is_for_one_chart() {
    let folder = run_folder("title");
    let svg = |name: &str| fs::read_to_string(folder.join(format!("figures/{name}.svg"))).unwrap();
    assert_eq!(plot(&folder, &["--only", "firms", "--title", "", "-o", "figures"]).0, 0);
    assert!(!svg("firms").contains(">Small and medium firms"));
    assert_eq!(plot(&folder, &["--only", "firms", "--title", "Firms of 2020", "-o", "figures"]).0, 0);
    assert!(svg("firms").contains("Firms of 2020"));
    let (code, _, said) = plot(&folder, &["--title", "Firms of 2020", "-o", "figures"]);
    assert!(code == 2 && said.contains("--title is for one chart"), "{said}");
}

#[test]
fn a_caption_stands_in_a_file_beside_the_picture() {
    let folder = run_folder("caption");
    let file = |name: &str| fs::read_to_string(folder.join("figures").join(name));
    let words = ["--only", "firms", "--format", "svg,pdf", "--width", "8cm", "-o", "figures"];
    assert_eq!(plot(&folder, &words).0, 0);
    assert!(file("firms.txt").is_err());
    let whole = file("firms.svg").unwrap();
    let (code, said, talk) = plot(&folder, &[&words[..], &["--caption"]].concat());
    assert_eq!(code, 0, "{talk}");
    assert!(said.lines().any(|line| line.ends_with("firms.txt")), "{said}");
    let (svg, caption) = (file("firms.svg").unwrap(), file("firms.txt").unwrap());
    let lines: Vec<&str> = caption.lines().collect();
    assert!(lines[0].starts_with("Small and medium firms"), "{caption}");
    let latex = file("firms.tex").unwrap();
    assert!(latex.starts_with("\\caption[{Small and medium firms"), "{latex}");
    assert!(latex.contains("80\\%") && !latex.replace("\\%", "").contains('%'), "{latex}");
    assert!(latex.ends_with("}\n\\label{fig:firms}\n") && latex.lines().count() == 2, "{latex}");
    assert!(caption.contains("pale bands") && caption.contains("Source: model simulation"), "{caption}");
    assert!(lines.last().unwrap().contains("run 8f14e45f"), "{caption}");
    // But for the title that is read to those who can't see it.
    let drawn = |svg: &str| svg.split_once("</title>").unwrap().1.to_string();
    for word in [">Small and medium firms", "pale bands", "model simulation", "run 8f14e45f"] {
        assert!(drawn(&whole).contains(word) && !drawn(&svg).contains(word), "{word}");
    }
    // Lower by what the words took.
    let high = |svg: &str| -> f64 {
        svg.split("height=\"").nth(1).unwrap().split("mm").next().unwrap().parse().unwrap()
    };
    assert!(high(&svg) < 0.8 * high(&whole), "{} {}", high(&svg), high(&whole));
    // A caption that was worked on since is the user's.
    fs::write(folder.join("figures/firms.txt"), "mine").unwrap();
    let (code, _, said) = plot(&folder, &[&words[..], &["--caption"]].concat());
    assert!(code == 2 && said.contains("nothing of yours is overwritten"), "{said}");
    assert_eq!(file("firms.txt").unwrap(), "mine");
    // In Chinese, with a title of one's own; and not without a folder for it.
    let own = ["--only", "firms", "--title", "图 1", "--lang", "zh", "--caption", "-o", "other"];
    assert_eq!(plot(&folder, &own).0, 0);
    let caption = fs::read_to_string(folder.join("other/firms.txt")).unwrap();
    assert!(caption.starts_with("图 1\n") && caption.contains("来源："), "{caption}");
    let (code, _, said) = plot(&folder, &["--caption"]);
    assert!(code == 2 && said.contains("--output"), "{said}");
}

#[test]
fn a_wrong_name_is_told_the_nearest_and_all() {
    let folder = run_folder("wrong");
    let (code, _, said) = plot(&folder, &["--only", "liquidty", "-o", "figures"]);
    assert_eq!(code, 2);
    assert!(said.contains("no chart \"liquidty\"; did you mean liquidity?"), "{said}");
    assert!(said.contains("This folder can draw: ") && said.contains("survival_by_size"), "{said}");
    let (code, _, said) = plot(&folder, &["--only", "survival", "-o", "figures"]);
    assert!(
        code == 2 && said.contains("survival_by_age or survival_by_sector or survival_by_size"),
        "{said}"
    );
    let (code, _, said) = plot(&folder, &["--only", "effects", "-o", "figures"]);
    assert!(code == 2 && said.contains("chart effects can't be drawn: this folder has no arms"), "{said}");
    assert!(!folder.join("figures").exists());
    for (words, answer) in [
        (["--width", "8", "-o", "figures"], "a number with its unit"),
        (["--width", "1cm", "-o", "figures"], "from 6 to 60 cm wide"),
        (["--format", "gif", "-o", "figures"], "one of svg, png, pdf, csv"),
        (["--only", "firms", "--width", "8cm"], "--output"),
    ] {
        let (code, _, said) = plot(&folder, &words);
        assert!(code == 2 && said.contains(answer), "{words:?}: {said}");
    }
}

#[test]
fn the_list_tells_what_can_not_be_drawn_and_why() {
    let folder = run_folder("list");
    let (code, said, _) = plot(&folder, &["--list"]);
    assert_eq!(code, 0);
    assert!(said.contains(" firms  ") && said.contains("Small and medium firms: number"), "{said}");
    assert!(said.contains("this folder has no arms to hold against"), "{said}");
}

#[test]
fn nothing_of_the_user_or_of_the_run_is_overwritten() {
    let folder = run_folder("foreign");
    fs::create_dir_all(folder.join("figures")).unwrap();
    fs::write(folder.join("figures/firms.svg"), "mine").unwrap();
    let (code, _, said) = plot(&folder, &["--only", "firms", "-o", "figures"]);
    assert!(code == 2 && said.contains("nothing of yours is overwritten"), "{said}");
    assert_eq!(fs::read_to_string(folder.join("figures/firms.svg")).unwrap(), "mine");
    assert!(!folder.join("figures/firms.png").exists());
    let (code, _, said) = plot(&folder, &["--only", "firms", "-o", "run/mine"]);
    assert!(code == 2 && said.contains("this is in the run folder"), "{said}");
    fs::write(folder.join("file"), "").unwrap();
    let (code, _, said) = plot(&folder, &["--only", "firms", "-o", "file"]);
    assert!(code == 2 && said.contains("this is a file"), "{said}");
}

#[test]
fn slides_are_wide_and_a_style_that_is_none_is_refused() {
    let folder = run_folder("slides");
    let (code, _, said) =
        plot(&folder, &["--only", "firms", "--style", "slides", "--format", "svg,png", "-o", "slides"]);
    assert_eq!(code, 0, "{said}");
    let svg = fs::read_to_string(folder.join("slides/firms.svg")).unwrap();
    assert!(svg.contains("width=\"338.7mm\"") && svg.contains("height=\"190."), "{svg}");
    assert!(!svg.contains("pale bands") && svg.contains("run 8f14e45f"), "{svg}");
    assert_eq!(png_width(&folder.join("slides/firms.png")), 4000);
    let (code, _, said) = plot(&folder, &["--style", "posters", "-o", "slides"]);
    assert!(code == 2 && said.contains("one of paper, slides"), "{said}");
    let (code, _, said) = plot(&folder, &["--style", "slides"]);
    assert!(code == 2 && said.contains("--output"), "{said}");
}

#[test]
fn charts_by_a_group_and_what_has_no_such_form() {
    let folder = run_folder("by");
    let words =
        ["--only", "employment,failure_rate_by_sector", "--by", "region", "--format", "svg,csv", "-o", "by"];
    let (code, said, talk) = plot(&folder, &words);
    assert_eq!(code, 0, "{talk}");
    let wanted = ["employment_by_region.svg", "employment_by_region.csv", "failure_rate_by_region.svg"];
    assert!(wanted.iter().all(|name| said.contains(name)) && said.lines().count() == 4, "{said}");
    let svg = fs::read_to_string(folder.join("by/employment_by_region.svg")).unwrap();
    assert!(svg.contains("Jobs in small and medium firms, by region") && svg.contains("Henan"), "{svg}");
    let (code, said, _) = plot(&folder, &["--by", "size", "--list"]);
    assert!(code == 0 && said.contains("survival_by_size") && said.contains("monthly_by_size.csv"), "{said}");
    for (words, answer) in [
        (
            vec!["--only", "liquidity", "--by", "sector", "-o", "by"],
            "has no form by sector; these have: survival, ",
        ),
        (vec!["--only", "survival", "--by", "region", "-o", "by"], "survival.csv"),
        (vec!["--only", "employment", "--by", "tier", "-o", "by"], "monthly_by_tier.csv"),
        (vec!["--by", "county", "-o", "by"], "one of sector, region, size, age, tier"),
        (vec!["--by", "sector"], "-o"),
    ] {
        let (code, _, said) = plot(&folder, &words);
        assert!(code == 2 && said.contains(answer), "{words:?}: {said}");
    }
}
