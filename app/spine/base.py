"""What every table shares."""

from sqlmodel import SQLModel

# Named constraints, so that migrations can change them. Set here because it must
# come before the first table class is defined.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

MAX_INTEGER = (
    2**31 - 1
)  # what PostgreSQL's integer holds; beyond it, looking up a number is an error
