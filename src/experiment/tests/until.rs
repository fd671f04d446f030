//! Replications until a half-width is met.

use super::*;

/// The toy until the half-width of the firms at the end is met, with 4 to 20 replications.
fn until(half_width: f64) -> Loaded {
    let mut loaded = loaded("a");
    loaded.scenario.until = Some(Until { metric: "firms_end".into(), half_width, min: 4, max: 20 });
    loaded.scenario.replications = 20;
    loaded.canonical += &format!("until {half_width}\n");
    loaded
}

fn alternating() -> Toy {
    Toy { alternates: true, ..Toy::default() }
}

#[test]
fn a_run_stops_at_the_first_interim_analysis_that_meets_the_half_width() {
    // Interim analyses after 4, 6, 9, 14, 20: five, so the quantile is that at 99.5%. Of values zero and one
    // in turn the error of the mean is 1/√12, 1/√20, √(2.2222/8/9) = 0.175682, 1/√52, 1/√76, and t with 3, 5,
    // 8, 13, 19 degrees 5.84091, 4.03214, 3.35539, 3.01228, 2.86093.
    for (asked, stops, analyses, reached) in [
        (100.0, 4, 1, 1.68613),
        (0.91, 6, 2, 0.90161),
        (0.59, 9, 3, 0.58948),
        (0.589, 14, 4, 0.41773),
        (0.1, 20, 5, 0.32817),
    ] {
        let output = tempfile::tempdir().unwrap();
        let toy = alternating();
        let outcome =
            run(&toy, &until(asked), &RunOptions { threads: Some(2), ..options() }, output.path()).unwrap();
        assert_eq!(toy.replications.load(Ordering::SeqCst), stops);
        let manifest = manifest(&outcome.folder);
        let said = manifest.until.clone().unwrap();
        assert_eq!(
            (said.schedule.as_slice(), said.analyses, said.replications),
            ([4, 6, 9, 14, 20].as_slice(), analyses, stops)
        );
        assert_eq!((manifest.replications, said.unit.as_str(), said.quantile), (stops, "million", 0.995));
        assert!((said.reached.unwrap() - reached).abs() < 1e-5, "{said:?}");
        assert_eq!(said.met, asked > 0.2);
        assert!(manifest.citation.contains(&format!(": {stops} replications of")), "{}", manifest.citation);
        let monthly = read::table(&outcome.folder.join("monthly.csv")).unwrap();
        assert_eq!(monthly.rows.len(), 6 * stops as usize);
        let readme = fs::read_to_string(outcome.folder.join("README.txt")).unwrap();
        assert!(
            readme.contains(if said.met { "Until     the half-width" } else { "NOT MET   the half-width" }),
            "{readme}"
        );
    }
}

#[test]
fn until_a_half_width_interrupted_and_continued_it_stops_at_the_same_analysis() {
    let whole = tempfile::tempdir().unwrap();
    let expected =
        run(&alternating(), &until(0.59), &RunOptions { threads: Some(3), ..options() }, whole.path())
            .unwrap();
    let expected = files(&expected.folder);
    for stop in [1, 8, 20, 27, 33, 50, 55] {
        let output = tempfile::tempdir().unwrap();
        let toy = Toy { stops_after: Some(stop), ..alternating() };
        let error = run(&toy, &until(0.59), &options(), output.path()).unwrap_err();
        assert!(
            error.exit_code() == 75 && error.to_string().contains("of at most 20 replications"),
            "{error}"
        );
        let outcome = run(&alternating(), &until(0.59), &options(), output.path()).unwrap();
        assert!(expected == files(&outcome.folder), "stopped after {stop} months");
    }
    // A part of the first batch that is damaged later does not move the look.
    let output = tempfile::tempdir().unwrap();
    let here = RunOptions { folder: Some(output.path().join("run")), ..options() };
    run(&Toy { stops_after: Some(53), ..alternating() }, &until(0.59), &here, output.path()).unwrap_err();
    fs::write(output.path().join("run/parts/rep-0001/monthly.csv"), "damaged").unwrap();
    run(&alternating(), &until(0.59), &here, output.path()).unwrap();
    assert!(expected == files(&output.path().join("run")));
}

#[test]
fn a_metric_that_no_replication_has_runs_to_the_most() {
    let output = tempfile::tempdir().unwrap();
    let mut loaded = until(0.59);
    loaded.scenario.until.as_mut().unwrap().metric = "loan_grants_share".into();
    let outcome = run(&alternating(), &loaded, &options(), output.path()).unwrap();
    let said = manifest(&outcome.folder).until.unwrap();
    assert_eq!((said.replications, said.reached, said.met), (20, None, false));
    // One that fails is missing in the look, and the run goes on.
    let folder = output.path().join("run");
    let toy = Toy { panics_in: Some(1), ..alternating() };
    let here = RunOptions { folder: Some(folder.clone()), ..options() };
    assert_eq!(run(&toy, &until(0.59), &here, output.path()).unwrap_err().exit_code(), 4);
    let said = manifest(&folder).until.unwrap();
    assert!(said.met && said.intervals[0].replications == said.replications - 1);
    assert_eq!(toy.replications.load(Ordering::SeqCst), said.replications);
}
