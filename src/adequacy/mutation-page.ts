/**
 * One HTML page that shows a mutation report without a network: first the report as text, which puts survivors first and
 * tells what no viewer of mutation reports knows, then the files. `viewer` is the script of mutation-testing-elements.
 */
export function mutationPage(text: string, report: unknown, viewer: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Adequacy of the gates</title>
<style>
body { margin: 0; font-family: system-ui, sans-serif; color: #1a1a1a; background: #fff; }
details { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 1rem; }
summary { font-size: 1.25rem; font-weight: 600; cursor: pointer; }
pre { font-size: 0.85rem; line-height: 1.45; overflow-x: auto; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #18181b; } }
</style>
<script>${viewer.replaceAll('</script', '<\\/script')}</script>
</head>
<body>
<details open>
<summary>What nobody notices, and who notices what</summary>
<pre>${escaped(text)}</pre>
</details>
<mutation-test-report-app title-postfix="adequacy of the gates">This page needs JavaScript.</mutation-test-report-app>
<script type="application/json" id="report">${inScript(report)}</script>
<script>
document.querySelector('mutation-test-report-app').report = JSON.parse(document.getElementById('report').textContent);
</script>
</body>
</html>
`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** JSON that cannot end the script element around it. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
