/** One HTML page that shows a mutation report without a network; `viewer` is the script of mutation-testing-elements. */
export function mutationPage(report: unknown, viewer: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Adequacy of the gates</title>
<script>${viewer.replaceAll('</script', '<\\/script')}</script>
</head>
<body>
<mutation-test-report-app title-postfix="adequacy of the gates">This page needs JavaScript.</mutation-test-report-app>
<script type="application/json" id="report">${inScript(report)}</script>
<script>
document.querySelector('mutation-test-report-app').report = JSON.parse(document.getElementById('report').textContent);
</script>
</body>
</html>
`;
}

/** JSON that cannot end the script element around it. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
