const head = `# What every operation looks like

The panels of all operations in the editor of n8n 2.41.1, with an example in them. \`WRITE_DOCS=1 npm run test:n8n -- panels\` makes this page and its pictures; without \`WRITE_DOCS\` the test holds the page to what the editor shows.
`;

/**
 * The page of these panels.
 *
 * @param {readonly (Pick<import('./list.mjs').Panel, 'title' | 'section' | 'about' | 'file'> & { labels: string[] })[]} panels
 */
export function pageOf(panels) {
	const parts = panels.flatMap(({ title, section, about, file, labels }, position) => [
		...(panels[position - 1]?.section === section ? [] : [`## ${section}\n`]),
		`### ${title}\n\n${sentence(about)}\n\n![${labels.join(', ') || title}](panels/${file})\n`,
	]);
	return [head, ...parts].join('\n');
}

const sentence = (text) => (text.endsWith('.') ? text : `${text}.`);
