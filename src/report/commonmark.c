/* SPDX-License-Identifier: MIT */
#include "report/commonmark.h"

#include <assert.h>
#include <cmark.h>
#include <string.h>
#include <strings.h>

#include "text/link.h"
#include "text/safe.h"

/* cmark needs quadratic time for some texts; nobody writes such long ones by hand. */
enum { MARKUP_MOST = 16 * 1024 };

static void
node_drop(cmark_node *node)
{
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* What is inside a node takes its place. */
static void
node_open(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)))
		(void)cmark_node_insert_before(node, child);
	node_drop(node);
}

static void
children_move(cmark_node *from, cmark_node *to)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(from)))
		(void)cmark_node_append_child(to, child);
}

static cmark_node *
node_make(cmark_node_type type)
{
	cmark_node *node = cmark_node_new(type);

	assert(node);
	return node;
}

/* HTML, as the text that it was before somebody took it for HTML. */
static void
html_show(cmark_node *node, bool block)
{
	cmark_node *text = node_make(CMARK_NODE_TEXT);
	cmark_node *paragraph = block ? node_make(CMARK_NODE_PARAGRAPH) : text;

	(void)cmark_node_set_literal(text, cmark_node_get_literal(node));
	if (block)
		(void)cmark_node_append_child(paragraph, text);
	(void)cmark_node_replace(node, paragraph);
	cmark_node_free(node);
}

static void
heading_show(cmark_node *node)
{
	cmark_node *paragraph = node_make(CMARK_NODE_PARAGRAPH);
	cmark_node *strong = node_make(CMARK_NODE_STRONG);

	children_move(node, strong);
	(void)cmark_node_append_child(paragraph, strong);
	(void)cmark_node_replace(node, paragraph);
	cmark_node_free(node);
}

static bool
url_is_allowed(const char *url)
{
	return link_is_web(url) || strncasecmp(url, "mailto:", strlen("mailto:")) == 0;
}

static bool
node_is_in_link(cmark_node *node)
{
	while ((node = cmark_node_parent(node)))
		if (cmark_node_get_type(node) == CMARK_NODE_LINK)
			return true;
	return false;
}

/* An image would be fetched when the page is opened; as a link it is only when somebody wants it.
 */
static void
link_show(cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	cmark_node *link;

	if (!url || !url_is_allowed(url) || node_is_in_link(node)) {
		node_open(node);
		return;
	}
	link = node_make(CMARK_NODE_LINK);
	(void)cmark_node_set_url(link, url);
	if (!cmark_node_first_child(node)) {
		cmark_node *text = node_make(CMARK_NODE_TEXT);

		(void)cmark_node_set_literal(text, url);
		(void)cmark_node_append_child(link, text);
	}
	children_move(node, link);
	(void)cmark_node_replace(node, link);
	cmark_node_free(node);
}

/* Called when the node is complete, so that it may be replaced. */
static void
node_tame(cmark_node *node)
{
	switch ((unsigned)cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
		html_show(node, true);
		break;
	case CMARK_NODE_HTML_INLINE:
		html_show(node, false);
		break;
	case CMARK_NODE_HEADING:
		heading_show(node);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		link_show(node);
		break;
	case CMARK_NODE_CODE_BLOCK:
		(void)cmark_node_set_fence_info(node, "");
		break;
	default:
		break;
	}
}

/* A leaf is only entered, never left. */
static bool
node_is_complete(cmark_node *node, cmark_event_type event)
{
	switch ((unsigned)cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_CODE_BLOCK:
		return event == CMARK_EVENT_ENTER;
	default:
		return event == CMARK_EVENT_EXIT;
	}
}

static void
document_tame(cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (node_is_complete(node, event))
			node_tame(node);
	}
	cmark_iter_free(iter);
}

void
commonmark_add_html(struct buf *out, const char *text)
{
	const char *safe = safe_text(out->arena, text);
	size_t length = strlen(safe);
	cmark_node *document;
	char *html;

	if (length > MARKUP_MOST) {
		buf_add_text(out, "<pre><code>");
		safe_add_html(out, text);
		buf_add_text(out, "</code></pre>\n");
		return;
	}
	document = cmark_parse_document(safe, length, CMARK_OPT_DEFAULT);
	document_tame(document);
	html = cmark_render_html(document, CMARK_OPT_DEFAULT);
	buf_add_text(out, html);
	cmark_node_free(document);
	cmark_get_default_mem_allocator()->free(html);
}
