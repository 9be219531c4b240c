/**
 * Finds the record of an execution in what `n8n execute` printed: indented JSON between log lines.
 *
 * @param {string} stdout
 * @param {string} stderr
 * @returns {{ status: string, run: any, log: string }} `log` is everything else that was printed
 * @throws when there is no record, with what was printed instead
 */
export function readExecution(stdout, stderr) {
	const lines = stdout.split('\n');
	const first = lines.indexOf('{');
	const last = lines.indexOf('}', first);
	if (first < 0 || last < 0)
		throw new Error(
			`n8n execute printed no record of the execution:\n${(stdout + stderr).trim().slice(-3000)}`,
		);
	const run = JSON.parse(lines.slice(first, last + 1).join('\n'));
	const log = [...lines.slice(0, first), ...lines.slice(last + 1), stderr].join('\n').trim();
	return { status: run.status, run, log };
}
