/** The repository, in which the documentation is; the homepage in package.json. */
const REPOSITORY =
	'https://github.com/n8n-nodes-microsoft-partner-center/n8n-nodes-microsoft-partner-center';

/** A link for a notice, which opens a page of docs/ in a new tab. @param anchor of a heading */
export function docsLink(text: string, page: string, anchor = ''): string {
	return `<a href="${REPOSITORY}/blob/main/docs/${page}.md${anchor && `#${anchor}`}" target="_blank">${text}</a>`;
}
