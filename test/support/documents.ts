/** A real PDF of one page, with a few bytes that no text has. */
export function pdf(text = 'Invoice 42'): Buffer {
	const drawn = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let content = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
	const offsets = objects.map((object, position) => {
		const offset = content.length;
		content += `${position + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(offset).padStart(10, '0')} 00000 n \n`;
	});
	const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
	const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${content.length}\n%%EOF\n`;
	return Buffer.from(content + table + end, 'latin1');
}

/** The beginning of an MP4. */
export const mp4 = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1');
/** The beginning of an MP3. */
export const mp3 = Buffer.from('ID3\x04\0\0\0\0\0\0\xff\xfb\x90\x00', 'latin1');
/** The beginning of a file of Word, which is a ZIP. */
export const docx = Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0', 'latin1');
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
