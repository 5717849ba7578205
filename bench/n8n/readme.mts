import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const FIGURES = /(<!-- figures of npm run bench:n8n -->\n).*?(<!-- end of the figures -->)/s;

/** Puts the figures between their marks in this file, formatted like the rest of it. */
export async function writeFigures(file: string, figures: string): Promise<void> {
	const text = await readFile(file, 'utf8');
	if (!FIGURES.test(text)) throw new Error(`${file} has no place for the figures`);
	const replaced = text.replace(
		FIGURES,
		(_all, begin: string, end: string) => `${begin}\n${figures}\n\n${end}`,
	);
	const options = { ...(await resolveConfig(file)), filepath: file };
	await writeFile(file, await format(replaced, options));
}
