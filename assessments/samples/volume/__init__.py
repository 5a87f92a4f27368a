"""Many synthetic assessments, quickly: copies of a few that went through the services.

A mould is one assessment that the services brought to one state, and everything they wrote for it. A case is
cast from a mould: other agency, people, title, dates and numbers; the rest word for word. So whatever holds
for the work of the services holds for every case, and the guards of the database see each row.
"""
