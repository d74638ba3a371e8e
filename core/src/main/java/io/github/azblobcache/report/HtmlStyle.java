package io.github.azblobcache.report;

/** How the page looks: in light and dark, on paper, and on a narrow screen. */
final class HtmlStyle {

  static final String CSS =
      """
      :root { color-scheme: light dark; --text: #1c2128; --soft: #57606a; --line: #d0d7de;
        --page: #ffffff; --lane: #f3f5f7; --fetched: #0b5fcc; --hashed: #7c3fc4; --built: #b35900;
        --exported: #1a7f37; --import: #6e7781; --jib: #a9b1ba; --export: #6e7781;
        --before: #d0d7de; }
      @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9aa4af;
        --line: #3a424c; --page: #0f141a; --lane: #1a2028; --fetched: #5aa2ff; --hashed: #b98cf5;
        --built: #f0a04b; --exported: #4fc26b; --import: #8b949e; --jib: #545d68;
        --export: #8b949e; --before: #3a424c; } }
      * { box-sizing: border-box; }
      body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
        max-width: 110rem; margin: 0 auto; padding: 1.5rem; }
      h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
      h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere; }
      p { margin: .25rem 0 1rem; color: var(--soft); }
      .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0;
        list-style: none; color: var(--soft); }
      .key { display: inline-block; width: .9em; height: .9em; border-radius: 3px;
        vertical-align: -.08em; margin-right: .4em; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      caption { text-align: left; color: var(--soft); padding: .25rem 0; }
      th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line);
        vertical-align: middle; font-weight: normal; }
      thead th { border-top: 0; color: var(--soft); font-size: .85em; }
      th[scope=row] { width: 17rem; min-width: 9rem; overflow-wrap: anywhere; }
      .number { text-align: right; white-space: nowrap; }
      .times { white-space: nowrap; }
      .time { width: 55%; min-width: 16rem; padding-right: 0; }
      .axis { display: flex; justify-content: space-between; }
      .lane { position: relative; height: 1.7rem; background: var(--lane); border-radius: 4px;
        margin-right: 4px; /* for the shortest bar, at the end */ }
      .bar { position: absolute; height: .6rem; min-width: 3px; border-radius: 3px; }
      .fetched, .built, .before, .import, .jib, .export { top: .2rem; }
      .hashed, .exported { top: .9rem; }
      .fetched { background: var(--fetched); } .hashed { background: var(--hashed); }
      .built { background: var(--built); } .exported { background: var(--exported); }
      .import { background: var(--import); } .jib { background: var(--jib); }
      .export { background: var(--export); } .before { background: var(--before); }
      .key.fetched, .key.hashed, .key.built, .key.exported, .key.before, .key.import, .key.jib {
        position: static; height: .9em; }
      .nothing { display: block; padding: .1rem .5rem; color: var(--soft); font-size: .85em; }
      .builds { margin-top: 1.25rem; }
      .stack { display: flex; height: .9rem; background: var(--lane); border-radius: 4px;
        overflow: hidden; margin-right: 4px; }
      .stack span { min-width: 2px; }
      .new { background: var(--built); } .reused { background: var(--fetched); }
      details { margin-top: .75rem; } summary { cursor: pointer; }
      .files { margin: 0; padding-left: 1.1em; max-height: 14rem; overflow: auto; }
      .files li { overflow-wrap: anywhere; }
      code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
      @media (max-width: 45rem) {
        body { padding: 1rem; }
        .chart table, .chart caption, .chart thead, .chart tbody { display: block; }
        .chart tr { display: grid; grid-template-columns: 1fr 4.5rem 4.75rem; column-gap: .5rem;
          align-items: baseline; padding: .3rem 0; border-top: 1px solid var(--line); }
        .builds.chart tr { grid-template-columns: 1fr 3.5rem 4.5rem 4.5rem; }
        .chart thead tr { border-top: 0; }
        .chart th, .chart td { border: 0; padding: 0; }
        .chart th[scope=row] { width: auto; min-width: 0; }
        .chart .time { grid-column: 1 / -1; width: auto; min-width: 0; }
        details th, details td { display: block; padding: .15rem 0; border: 0; }
        details thead { display: none; }
        details tr { display: block; padding: .4rem 0; border-top: 1px solid var(--line); }
      }
      """;

  private HtmlStyle() {}
}
