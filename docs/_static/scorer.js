// The order of what a search finds: Sphinx adds this to its own search.  Its numbers stand, and where a word is in the
// text of several pages, those for readers come before those for authors.
var Scorer = {
  score: ([docname, , , , score]) => {
    const folders = ["decisions", "authors", "about", "instructors", "students", "reference", "sources", "course"];
    return score + (folders.indexOf(docname.split("/")[0]) + 1) / 2;
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
