/** How a PDF begins, as base64. */
const pdf = /^(data:[^,]{0,100},)?JVBERi/;

/** Pages of a PDF, as far as they can be told apart without unpacking it; 0 for anything else. */
export function pdfPages(content: string): number {
	if (!pdf.test(content.slice(0, 200))) return 0;
	const base64 = content.slice(content.indexOf(',') + 1);
	const text = Buffer.from(base64, 'base64').toString('latin1');
	return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
